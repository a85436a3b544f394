import type { Document } from '@comptoir/dapr/documents/documents'
import type { Product } from '../products/product.ts'
import type { ProductVendor } from '../vendors/product-vendor.ts'

export type VendorMemory = ReturnType<typeof createVendorMemory>

/** The vendors as a replica knows them. The product of a vendor that it does not know is not sold. */
export function createVendorMemory() {
  const known = new Map<string, Document<ProductVendor>>()
  const find = (vendorId: string) => known.get(vendorId)?.data

  return {
    find,
    versionOf: (vendorId: string) => known.get(vendorId)?.version ?? 0,
    /** Takes a version unless a newer one is held; true when it was news. */
    put(document: Document<ProductVendor>): boolean {
      if ((known.get(document.id)?.version ?? 0) >= document.version) return false
      known.set(document.id, document)
      return true
    },
    /** Whether the vendor of a product, if it has one, may sell. */
    sells: ({ vendorId }: Pick<Product, 'vendorId'>): boolean =>
      vendorId === undefined || find(vendorId)?.status === 'approved',
  }
}
