import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'

const VendorAccess = z.object({
  ownerId: z.string(),
  isOpen: z.boolean(),
  /** Of the vendor, when that was so: what an older event says does not count any more. */
  version: z.int(),
  /** Its owner got the role by this version: the same news again does not give it back. */
  settled: z.boolean().optional(),
})
export type VendorAccess = Collection<z.infer<typeof VendorAccess>>

/** Vendors whose people may sign in as such. */
export const createVendorAccess = (store: Store): VendorAccess =>
  createCollection(store, { name: 'vendor-access', schema: VendorAccess })
