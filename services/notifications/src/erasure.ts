import { emailKeyOf, isEmailKey } from '@comptoir/contracts/email'
import { erasedEmail } from '@comptoir/contracts/erasure'
import { isGuestId } from '@comptoir/contracts/ids'
import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import { walk } from '@comptoir/dapr/documents/walk'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { createOwnEmail } from '@comptoir/dapr/sidecar/own-email'
import { erase } from './notification/notification.ts'
import {
  listKey,
  type Notifications,
  type OutboxFilter,
} from './notification/notification-store.ts'
import type { Recipients } from './recipients/recipient-store.ts'

type ErasureDeps = {
  readonly notifications: Notifications
  readonly recipients: Pick<Recipients, 'remove'>
  readonly accounts: Client
  readonly clock: () => Date
}
type MessageDeps = Pick<ErasureDeps, 'notifications' | 'clock'>

/**
 * A deleted account, or the guest of an order: messages lose address and content; what waits is not sent. That a message was sent stays,
 * so that it is not sent again. Mails without an account or order (receipts of withdrawals, wishes, answers of support) are kept by the
 * email they went to: those of the person's emails go first, since an email is known as long as a message has it. What was written to an
 * account as a guest goes by the email that it proved to be its own. Browsers, preferences and quiet hours go.
 */
export const eraseMessages =
  (deps: ErasureDeps): Erase =>
  async (userId) => {
    const { recipients, accounts } = deps
    for (const email of await emailsOf(deps, userId))
      await eraseOf(deps, { userId: emailKeyOf(email) })
    await eraseOf(deps, { userId })
    await recipients.remove(userId)
    const emailKey = await createOwnEmail(accounts)(userId)
    if (emailKey !== undefined) await eraseEmail(deps, emailKey)
  }

/**
 * An email without an account, by its digest: what was written to it, be it of an order, a wish or a conversation. Messages to an account
 * go with the account.
 */
export async function eraseEmail(deps: MessageDeps, emailKey: string): Promise<void> {
  await eraseOf(deps, { recipient: emailKey })
}

/** Whom a message went to, once it says so no more: digests of emails go as well, ids name nobody by then. */
const namelessOf = (userId: string) => (isEmailKey(userId) ? 'erased' : userId)

/** Where mails to somebody went. */
async function emailsOf({ notifications }: MessageDeps, userId: string): Promise<Set<string>> {
  const emails = new Set<string>()
  const own = { collection: notifications, index: 'list', key: listKey({ userId }) }
  for await (const { data } of walk(own)) {
    if (data.channel === 'email') emails.add(data.address)
  }
  return emails
}

async function eraseOf(
  { notifications, clock }: MessageDeps,
  filter: Pick<OutboxFilter, 'userId' | 'recipient'>,
): Promise<void> {
  const found = { collection: notifications, index: 'list', key: listKey(filter) }
  const isOfAccount = ({ userId }: { userId: string }) =>
    filter.recipient !== undefined && userId !== filter.recipient && !isGuestId(userId)
  await eraseEach(found, async ({ id, data }) => {
    if (isOfAccount(data)) return
    await notifications.update(id, (message) => {
      const userId = namelessOf(message.userId)
      const to = { userId, address: erasedEmail(userId), at: clock().toISOString() }
      const next = erase(message, to)
      return next && { next }
    })
  })
}
