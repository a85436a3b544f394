import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'

const Push = z.object({
  id: z.string(),
  endpoint: z.string(),
  keys: z.object({ p256dh: z.string(), auth: z.string() }),
  createdAt: z.iso.datetime(),
})
/** A browser that shows messages of the shop (Push API): where they are sent, and what they are encrypted with. */
export type PushSubscription = z.infer<typeof Push>

/** What somebody with an account set here; channels and consent are the account's. */
const StoredRecipient = z.object({
  quiet: z.object({ timeZone: z.string(), from: z.string(), to: z.string() }).optional(),
  push: z.array(Push),
})
export type Recipient = z.infer<typeof StoredRecipient>
export type Recipients = Collection<Recipient>

/** By the id of the user. */
export const createRecipients = (store: Store): Recipients =>
  createCollection<Recipient>(store, { name: 'recipients', schema: StoredRecipient })
