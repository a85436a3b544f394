import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import { type CollectPersonalData, recordsOf } from '@comptoir/dapr/documents/personal-data'
import { refuse } from '@comptoir/service/problems/refusal'
import { releaseSiret } from './siret-claims.ts'
import type { Vendor } from './stored-vendor.ts'
import { isContracted } from './vendor.ts'
import { eraseContact, eraseDetails } from './vendor-erasure.ts'
import type { SiretClaims, Vendors } from './vendor-store.ts'
import { toVendor } from './vendor-view.ts'

/** Six months after the contract the details of a trader are deleted (Regulation (EU) 2022/2065, article 30(5)). */
const keptMonths = 6

type KeepDeps = { readonly vendors: Vendors; readonly siretClaims: SiretClaims }
type PersonDeps = KeepDeps & { readonly clock: () => Date }

const ofOwner = (vendors: Vendors, userId: string) => ({
  ...{ collection: vendors, index: 'of', key: `user:${userId}` },
})
const changed = (before: Vendor, next: Vendor) => (next === before ? undefined : { next })

/** Deletes what was kept for its time: details of closed vendors, and applications that were rejected. */
export async function dropOldVendors(deps: KeepDeps, now: Date): Promise<void> {
  const { vendors, siretClaims } = deps
  const max = monthsBefore(now, keptMonths)
  const isOld = ({ status, updatedAt }: Vendor) =>
    status === 'rejected' && Date.parse(updatedAt) <= max
  await eraseEach(
    { collection: vendors, index: 'ended', key: 'all', max },
    async ({ id, data }) => {
      if (data.status === 'rejected') return void (await removeIf(deps, data, isOld))
      // the claim first: once the details went, nobody knows it
      await releaseSiret(siretClaims, data)
      await vendors.update(id, (vendor) => changed(vendor, eraseDetails(vendor, now.toISOString())))
    },
  )
}

/** A time by the calendar, in UTC, some months before; the last day of a shorter month. In milliseconds since 1970. */
export function monthsBefore(now: Date, months: number): number {
  const before = new Date(now)
  before.setUTCMonth(now.getUTCMonth() - months)
  // the 31st of a month of 30 days is the 1st of the next one
  if (before.getUTCDate() !== now.getUTCDate()) before.setUTCDate(0)
  return before.getTime()
}

/** Removes an application, and its claim of a SIRET; false when it is another one by now, as when it was approved meanwhile. */
async function removeIf(
  { vendors, siretClaims }: KeepDeps,
  { vendorId }: Vendor,
  isToGo: (vendor: Vendor) => boolean,
): Promise<boolean> {
  const removal = await vendors.removeIf(vendorId, isToGo)
  if (removal.status === 'removed') await releaseSiret(siretClaims, removal.data)
  return removal.status !== 'kept'
}

/** A deleted account: its application goes. Of a vendor with a contract the contact goes; the law has the trader kept. */
export const eraseVendors =
  (deps: PersonDeps): Erase =>
  (userId) =>
    eraseEach(ofOwner(deps.vendors, userId), async ({ id, data }) => {
      if (await removeIf(deps, data, (vendor) => !isContracted(vendor))) return
      const at = deps.clock().toISOString()
      await deps.vendors.update(id, (vendor) => {
        if (!isContracted(vendor)) throw refuse('conflict', 'it was removed and sent again')
        return changed(vendor, eraseContact(vendor, at))
      })
    })

/** What a user said of the vendor that they own. */
export const collectVendors = ({ vendors }: Pick<PersonDeps, 'vendors'>): CollectPersonalData =>
  async function* collect(userId) {
    yield* recordsOf('vendor', ofOwner(vendors, userId), (vendor) => toVendor(vendor, false))
  }
