import type { Document } from '@comptoir/dapr/documents/documents'
import { isRefusal } from '@comptoir/service/problems/refusal'
import { type Reach, type ReachOf, usualReach } from '../recipients/reach.ts'
import type { TemplateSource } from '../templates/template-store.ts'
import type { OwnerNow } from './attached-order.ts'
import { isMandatory } from './categories.ts'
import { fanOut } from './fan-out.ts'
import { type Facts, type NewMessage, type Notification, queue } from './notification.ts'
import { notificationIdOf } from './notification-id.ts'
import type { Notifications } from './notification-store.ts'

export type Outbox = {
  /** Queues mails, and what tells the same by other channels; each once, however often it is asked. */
  queue(mails: readonly NewMessage[]): Promise<void>
}

export type OutboxOptions = {
  readonly notifications: Pick<Notifications, 'create' | 'get' | 'update'>
  /** Which version of a template messages are made from now. */
  readonly publishedVersion: TemplateSource['published']
  readonly reachOf: ReachOf
  readonly ownerNow: OwnerNow
  readonly clock: () => Date
  /** Called when something was queued that may be sent now. */
  readonly queued: () => void
  /** Called with what is new in somebody's inbox. */
  readonly arrived: (message: Document<Notification>) => Promise<void>
}

export function createOutbox(options: OutboxOptions): Outbox {
  const { notifications, publishedVersion, reachOf, ownerNow, clock, queued, arrived } = options

  async function add({ dueAt, knownAs, ...facts }: NewMessage, createdAt: string): Promise<void> {
    const ownId = notificationIdOf({ ...facts, recipient: recipientOf(facts) })
    // versions of before told an account that took an order under the account's id
    if (knownAs !== undefined && (await notifications.get(ownId))) return
    const id = knownAs === undefined ? ownId : notificationIdOf({ ...facts, recipient: knownAs })
    const templateVersion = await publishedVersion(facts.template)
    const message = queue({ ...facts, createdAt, templateVersion }, dueAt)
    const { created, document } = await notifications.create(id, message)
    if (created && facts.channel === 'in_app') await arrived(document)
    await followOrder(id, facts)
  }

  /** After the message is stored: whoever takes its order later moves it. */
  async function followOrder(id: string, facts: Pick<Facts, 'userId' | 'orderId'>): Promise<void> {
    const userId = await ownerNow(facts)
    if (userId === facts.userId) return
    await notifications.update(id, (message) =>
      message.userId === facts.userId ? { next: { ...message, userId } } : undefined,
    )
  }

  /** A mail that must be sent does not wait for accounts, which says what else is wanted. */
  async function tell(mail: NewMessage): Promise<void> {
    const now = clock()
    const createdAt = now.toISOString()
    if (isMandatory(mail)) {
      await add(mail, createdAt)
      queued()
    }
    const reach = await reachOrUsual(reachOf, mail.userId)
    const others = fanOut(mail, reach, now).filter((one) => one !== mail || !isMandatory(mail))
    for (const message of others) await add(message, createdAt)
  }

  return {
    async queue(mails) {
      for (const mail of mails) await tell(mail)
      if (mails.length > 0) queued()
    },
  }
}

/** While accounts is away, people are told by mail and inbox: an event that waited for it would hold up those behind it. */
async function reachOrUsual(reachOf: ReachOf, userId: string): Promise<Reach | undefined> {
  return await reachOf(userId).catch((error: unknown) => {
    if (isRefusal(error, 'dependency_unavailable')) return usualReach
    throw error
  })
}

/** Of push messages, each browser of somebody is a recipient. */
const recipientOf = ({
  channel,
  userId,
  address,
}: Pick<Facts, 'channel' | 'userId' | 'address'>) =>
  channel === 'push' ? `${userId} ${address}` : userId
