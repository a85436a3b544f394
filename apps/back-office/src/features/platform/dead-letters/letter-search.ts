import {
  given,
  type ListSearch,
  readListSearch,
  wordOf,
} from '../../../ui/data-list/list-search.ts'

/** Which dead letters are listed. */
export type LetterSearch = ListSearch & {
  readonly service?: string
  /** Of the event, as `comptoir.orders.order-created.v1`. */
  readonly type?: string
  /** Without the ids in it, as `plainReason` makes it. */
  readonly reason?: string
}

/** Reads the address of the dead letters: what makes no sense is left out. */
export function readLetterSearch(search: Readonly<Record<string, unknown>>): LetterSearch {
  return given({
    ...readListSearch(search),
    service: wordOf(search['service'], 40),
    type: wordOf(search['type'], 200),
    reason: wordOf(search['reason'], 200),
  })
}
