import type { InboxMessage } from '@comptoir/contracts/notifications/inbox'

/** The inbox as far as it was read. */
export type InboxList = {
  readonly items: readonly InboxMessage[]
  readonly unread: number
  /** Where older ones begin; none when there are no more. */
  readonly nextCursor?: string | undefined
}

export type InboxPage = {
  readonly items: readonly InboxMessage[]
  readonly unread: number
  readonly nextCursor?: string
}

const newestFirst = (a: InboxMessage, b: InboxMessage): number =>
  b.createdAt.localeCompare(a.createdAt) || b.notificationId.localeCompare(a.notificationId)

/** Each message once; what came later says whether it was read. */
function merge(known: readonly InboxMessage[], came: readonly InboxMessage[]) {
  const byId = new Map(known.map((one) => [one.notificationId, one]))
  for (const one of came) byId.set(one.notificationId, one)
  return [...byId.values()].toSorted(newestFirst)
}

/** With the newest page, read again: older pages that were read before stay, and so does where they go on. */
export function withNewest(list: InboxList | undefined, page: InboxPage): InboxList {
  const { items, unread, nextCursor } = page
  if (!list || list.items.length <= items.length) return { items, unread, nextCursor }
  return { ...list, items: merge(list.items, items), unread }
}

/** With an older page. */
export const withOlder = (
  list: InboxList,
  { items, unread, nextCursor }: InboxPage,
): InboxList => ({
  ...{ items: merge(list.items, items), unread, nextCursor },
})

/** With a message that the stream brought: one that is known already changes nothing. */
export function withArrival(list: InboxList, message: InboxMessage): InboxList {
  if (list.items.some(({ notificationId }) => notificationId === message.notificationId))
    return list
  const unread = list.unread + (message.readAt === undefined ? 1 : 0)
  return { ...list, items: merge(list.items, [message]), unread }
}

/** After one was read: the first time counts. */
export function withRead(list: InboxList, message: InboxMessage): InboxList {
  const before = list.items.find(({ notificationId }) => notificationId === message.notificationId)
  if (!before || before.readAt !== undefined) return list
  return { ...list, items: merge(list.items, [message]), unread: Math.max(0, list.unread - 1) }
}

/** After all were read at a moment. */
export const withAllRead = (list: InboxList, readAt: string): InboxList => ({
  ...list,
  items: list.items.map((one) => (one.readAt === undefined ? { ...one, readAt } : one)),
  unread: 0,
})
