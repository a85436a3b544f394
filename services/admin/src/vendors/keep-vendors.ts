import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import { type CollectPersonalData, recordsOf } from '@comptoir/dapr/documents/personal-data'
import { walk } from '@comptoir/dapr/documents/walk'
import type { Vendor } from './stored-vendor.ts'
import { isContracted } from './vendor.ts'
import { eraseContact, eraseDetails } from './vendor-erasure.ts'
import type { Vendors } from './vendor-store.ts'
import { toVendor } from './vendor-view.ts'

/** Six months after the contract the details of a trader are deleted (Regulation (EU) 2022/2065, article 30(5)). */
const keptMs = 183 * 86_400_000

type PersonDeps = { readonly vendors: Vendors; readonly clock: () => Date }

const ofOwner = (vendors: Vendors, userId: string) => ({
  ...{ collection: vendors, index: 'of', key: `user:${userId}` },
})
const changed = (before: Vendor, next: Vendor) => (next === before ? undefined : { next })

/** Deletes what was kept for its time: details of closed vendors, and applications that were rejected. */
export async function dropOldVendors(vendors: Vendors, now: Date): Promise<void> {
  const max = now.getTime() - keptMs
  for await (const { id, data } of walk({ collection: vendors, index: 'ended', key: 'all', max })) {
    if (data.status === 'rejected') await vendors.remove(id)
    else
      await vendors.update(id, (vendor) => changed(vendor, eraseDetails(vendor, now.toISOString())))
  }
}

/** A deleted account: its application goes. Of a vendor with a contract the contact goes; the law has the trader kept. */
export const eraseVendors =
  ({ vendors, clock }: PersonDeps): Erase =>
  (userId) =>
    eraseEach(ofOwner(vendors, userId), async ({ id, data }) => {
      if (!isContracted(data)) return await vendors.remove(id)
      const at = clock().toISOString()
      return await vendors.update(id, (vendor) => changed(vendor, eraseContact(vendor, at)))
    })

/** What a user said of the vendor that they own. */
export const collectVendors = ({ vendors }: Pick<PersonDeps, 'vendors'>): CollectPersonalData =>
  async function* collect(userId) {
    yield* recordsOf('vendor', ofOwner(vendors, userId), (vendor) => toVendor(vendor, false))
  }
