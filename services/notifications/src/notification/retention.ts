import { dueAtOf } from './notification.ts'
import { listKey, type Notifications } from './notification-store.ts'

type RetentionOptions = {
  readonly notifications: Pick<Notifications, 'ids' | 'getMany' | 'remove'>
  readonly clock: () => Date
  /** How long messages are kept, and those of the inbox. */
  readonly keptDays: number
  readonly inboxDays: number
}

const dayMs = 24 * 3_600_000
const pageSize = 100

/** Removes messages that are older than they are kept for, but none that is still to be sent. Answers how many. */
export function createRetention(options: RetentionOptions) {
  const { clock, keptDays, inboxDays } = options
  return async function removeOld(signal?: AbortSignal): Promise<number> {
    const before = (days: number) => clock().getTime() - days * dayMs
    const inbox = await removeBefore(options, 'in_app', before(inboxDays), signal)
    return inbox + (await removeBefore(options, undefined, before(keptDays), signal))
  }
}

async function removeBefore(
  { notifications }: RetentionOptions,
  channel: 'in_app' | undefined,
  max: number,
  signal?: AbortSignal,
): Promise<number> {
  let count = 0
  while (!signal?.aborted) {
    const ids = await notifications.ids('list', listKey({ channel }), { max, limit: pageSize })
    const found = await notifications.getMany(ids)
    const over = found.filter(({ data }) => dueAtOf(data) === undefined)
    await Promise.all(over.map(({ id }) => notifications.remove(id)))
    count += over.length
    // what waits, or is not off the index yet, has its turn the next time
    if (over.length < pageSize) break
  }
  return count
}
