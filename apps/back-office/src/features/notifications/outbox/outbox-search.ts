import type {
  Channel,
  NotificationStatus,
  TemplateKey,
} from '@comptoir/contracts/notifications/schemas'
import {
  fitting,
  given,
  type ListSearch,
  oneOf,
  readListSearch,
  wordOf,
  wordsOf,
} from '../../../ui/data-list/list-search.ts'

export const statuses = wordsOf<NotificationStatus>({
  ...{ queued: true, sending: true, sent: true, delivered: true },
  ...{ bounced: true, dead: true, suppressed: true, skipped: true },
})
export const channels = wordsOf<Channel>({ email: true, sms: true, push: true, in_app: true })

/** Which messages are listed. */
export type OutboxFilter = {
  readonly status?: NotificationStatus
  readonly channel?: Channel
  readonly template?: TemplateKey
  readonly orderId?: string
  readonly userId?: string
  /** Stands for an address, which no address of a page has. */
  readonly recipient?: string
}

export type OutboxSearch = ListSearch & OutboxFilter

/** Reads the address of the outbox: what makes no sense is left out. */
export function readOutboxSearch(search: Readonly<Record<string, unknown>>): OutboxSearch {
  return given({
    ...readListSearch(search),
    status: oneOf(search['status'], statuses),
    channel: oneOf(search['channel'], channels),
    // one that there is not, the service refuses
    template: fitting(search['template'], /^[a-z_]{3,60}$/) as TemplateKey | undefined,
    orderId: wordOf(search['orderId'], 80),
    userId: wordOf(search['userId'], 80),
    recipient: fitting(search['recipient'], /^(eml|tel)_[\w-]{43}$/),
  })
}

/** The query of the operation for an address. */
export function outboxQuery(search: OutboxSearch): OutboxFilter {
  const { status, channel, template, orderId, userId, recipient } = search
  return given({ status, channel, template, orderId, userId, recipient })
}
