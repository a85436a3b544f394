import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import { StoredVendor, type Vendor } from './stored-vendor.ts'

export type Vendors = Collection<Vendor>

/** By state, by owner, and those whose details are kept for a time only, by when that began. */
export const createVendors = (store: Store): Vendors =>
  createCollection<Vendor>(store, {
    ...{ name: 'vendors', schema: StoredVendor },
    indexes: {
      of: (vendor) =>
        ['all', `status:${vendor.status}`, `user:${vendor.ownerId}`].map((key) => ({
          ...{ key, score: Date.parse(vendor.createdAt) },
        })),
      ended: (vendor) =>
        isEnded(vendor) ? [{ key: 'all', score: Date.parse(vendor.updatedAt) }] : [],
    },
  })

const isEnded = (vendor: Vendor): boolean =>
  vendor.status === 'rejected' || (vendor.status === 'closed' && vendor.erasedAt === undefined)

const SiretClaim = z.object({
  vendorId: z.string(),
  /** When it was claimed last; claims of before have none. */
  at: z.iso.datetime().optional(),
})
export type SiretClaims = Collection<z.infer<typeof SiretClaim>>

/** Which vendor sells under a SIRET. */
export const createSiretClaims = (store: Store): SiretClaims =>
  createCollection(store, { name: 'vendor-sirets', schema: SiretClaim, audit: 'none' })
