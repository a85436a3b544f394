import { emailKeyOf } from '@comptoir/contracts/email'
import { erasedEmail } from '@comptoir/contracts/erasure'
import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import { walk } from '@comptoir/dapr/documents/walk'
import { erase } from './notification/notification.ts'
import { listKey, type Notifications } from './notification/notification-store.ts'
import type { Recipients } from './recipients/recipient-store.ts'

type ErasureDeps = {
  readonly notifications: Notifications
  readonly recipients: Pick<Recipients, 'remove'>
  readonly clock: () => Date
}

/**
 * A deleted account, or the guest of an order: messages lose address and content; what waits is not sent. That a message was sent stays,
 * so that it is not sent again. Receipts of withdrawals are kept by the email they went to: those of the person's emails go first,
 * since an email is known as long as a message has it. Browsers, preferences and quiet hours go.
 */
export const eraseMessages =
  ({ notifications, recipients, clock }: ErasureDeps): Erase =>
  async (userId) => {
    const of = (owner: string) => ({
      ...{ collection: notifications, index: 'list', key: listKey({ userId: owner }) },
    })
    const eraseOf = (owner: string) =>
      eraseEach(of(owner), ({ id }) =>
        notifications.update(id, (message) => {
          const to = { address: erasedEmail(userId), at: clock().toISOString() }
          const next = erase(message, to)
          return next && { next }
        }),
      )
    const emails = new Set<string>()
    for await (const { data } of walk(of(userId))) {
      if (data.channel === 'email') emails.add(data.address)
    }
    for (const email of emails) await eraseOf(emailKeyOf(email))
    await eraseOf(userId)
    await recipients.remove(userId)
  }
