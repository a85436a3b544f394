import { QuietHours } from '@comptoir/contracts/notifications/preferences'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import { type Recipient, removeBrowser } from './recipient.ts'

const Channels = z.array(z.enum(['email', 'sms', 'push']))
const StoredRecipient = z.object({
  quiet: QuietHours.optional(),
  categories: z.object({ orders: Channels.optional(), progress: Channels.optional() }).optional(),
  push: z.array(
    z.object({
      id: z.string(),
      endpoint: z.string(),
      keys: z.object({ p256dh: z.string(), auth: z.string() }),
      createdAt: z.iso.datetime(),
    }),
  ),
})
export type Recipients = Collection<Recipient>

/** By the id of the user; `browser` says whose a browser is. */
export const createRecipients = (store: Store): Recipients =>
  createCollection<Recipient>(store, {
    ...{ name: 'recipients', schema: StoredRecipient },
    indexes: { browser: ({ push }) => push.map(({ id }) => ({ key: id, score: 0 })) },
  })

/** Takes a browser from whoever has it but its user now: what is for one is not shown to another at the same machine. */
export async function leaveToUser(
  recipients: Recipients,
  { browserId, userId }: { browserId: string; userId: string },
): Promise<void> {
  const owners = await recipients.ids('browser', browserId)
  for (const owner of owners.filter((one) => one !== userId)) {
    await recipients.update(owner, (known) => {
      const next = removeBrowser(known, browserId)
      return next && { next }
    })
  }
}
