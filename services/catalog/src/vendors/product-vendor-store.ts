import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import type { ProductVendor } from './product-vendor.ts'

const StoredProductVendor = z.object({
  status: z.string(),
  commissionBps: z.int().optional(),
  version: z.int(),
})

export type ProductVendors = Collection<ProductVendor>

/** Every vendor is in one index, so that a replica can load them all. */
export const everyVendor = { index: 'every', key: 'vendor' } as const

export const createProductVendors = (store: Store): ProductVendors =>
  createCollection<ProductVendor>(store, {
    ...{ name: 'product-vendors', schema: StoredProductVendor },
    indexes: { [everyVendor.index]: () => [{ key: everyVendor.key, score: 0 }] },
  })
