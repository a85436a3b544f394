import { Instant } from '@comptoir/contracts/common'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'

/** Whose a code is. The key is the code itself, so that no two promotions share one. */
const StoredCode = z.object({
  kind: z.literal('shared'),
  promotionId: z.string(),
  claimedAt: Instant,
})
type StoredCode = Readonly<z.infer<typeof StoredCode>>

export type Codes = Collection<StoredCode>

export const createCodes = (store: Store): Codes =>
  createCollection<StoredCode>(store, { name: 'codes', schema: StoredCode })
