import { given, oneOf, wordOf } from '../../ui/data-list/list-search.ts'

export const inboxViews = ['queue', 'mine', 'all'] as const
export type InboxView = (typeof inboxViews)[number]

/** Which conversations are listed; left out, the queue. */
export type InboxSearch = {
  readonly view?: InboxView
  /** Only those of this customer, whatever their state. */
  readonly customer?: string
}

/** Reads the address of the inbox: what makes no sense is left out. */
export function readInboxSearch(search: Readonly<Record<string, unknown>>): InboxSearch {
  return given({
    view: oneOf(search['view'], inboxViews),
    customer: wordOf(search['customer'], 80),
  })
}
