import type { VendorFact } from '@comptoir/contracts/admin/events'
import { ProductVendorChanged } from '@comptoir/contracts/catalog/events'
import { type NewEvent, newEvent } from '@comptoir/contracts/event'

/** Whether a vendor may sell, and what the shop keeps of it, as admin said last. */
export type ProductVendor = {
  readonly status: string
  readonly commissionBps?: number | undefined
  /** Of the vendor: what an older event says does not count any more. */
  readonly version: number
}

/** What an event about a vendor changes; nothing when it is older than what is known, or the same. */
export function followVendor(
  known: ProductVendor | undefined,
  { vendorId, status, commissionBps }: VendorFact,
  version: number,
): { next: ProductVendor; events: NewEvent[] } | undefined {
  if (known && known.version >= version) return undefined
  return {
    next: { status, commissionBps, version },
    events: [newEvent(ProductVendorChanged, { vendorId, status })],
  }
}
