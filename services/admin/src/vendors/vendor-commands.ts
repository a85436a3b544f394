import type { NewVendor, VendorDetails } from '@comptoir/contracts/admin/vendors/schemas'
import type { Change, Document } from '@comptoir/dapr/documents/documents'
import type { CheckBuyerVat } from '@comptoir/dapr/sidecar/vat-ids'
import { refuse } from '@comptoir/service/problems/refusal'
import { claimSiret, releaseSiret } from './siret-claims.ts'
import type { Trader, Vendor } from './stored-vendor.ts'
import * as rules from './vendor.ts'
import { eventsBetween } from './vendor-events.ts'
import type { SiretClaims, Vendors } from './vendor-store.ts'

type VendorDeps = {
  readonly vendors: Vendors
  readonly siretClaims: SiretClaims
  /** Form, check digits and VIES; refuses an id that is not valid, naming the field. */
  readonly checkVat: CheckBuyerVat
  readonly clock: () => Date
}

type Found = Document<Vendor>
type Actor = { readonly by: string; readonly reason?: string | undefined }
type Target = Actor & { readonly vendorId: string }
type Replacement = Target & {
  readonly byStaff: boolean
  readonly details: VendorDetails
  readonly ifVersion?: number | undefined
}
export type VendorCommands = ReturnType<typeof createVendorCommands>

/** Everything that changes a vendor. */
export function createVendorCommands(deps: VendorDeps) {
  const { vendors, clock } = deps
  const now = () => clock().toISOString()
  const vatOf = async (vatId: string | undefined) =>
    vatId === undefined ? undefined : await deps.checkVat(vatId)

  const change = (vendorId: string, rule: (vendor: Vendor) => Vendor, ifVersion?: number) =>
    vendors.update(vendorId, (vendor) => changeBetween(vendor, rule(vendor)), { ifVersion })

  /** Once for each user; the same application again, as after a lost answer, is the one that there is. */
  async function apply(by: string, details: NewVendor): Promise<Found> {
    const vat = await vatOf(details.vatId)
    const application = { by, at: now(), trader: traderOf(details), vat }
    const vendor = rules.apply(application)
    const events = eventsBetween(undefined, vendor)
    const { created, document } = await vendors.create(vendor.vendorId, vendor, events)
    const { data } = document
    const isTheSame = data.status === 'applied' && rules.isSameAs(data, application)
    if (created || isTheSame) return document
    throw alreadyThere(data)
  }

  async function approve({ vendorId, ...act }: Target & { readonly commissionBps: number }) {
    const { data } = await existing(vendors, vendorId)
    const { siret } = data.trader
    const vat = data.vat?.status === 'unchecked' ? await vatOf(data.vat.vatId) : data.vat
    await claimSiret(deps, { siret, vendorId, at: now() })
    return await change(vendorId, (vendor) => {
      const isAsRead = vendor.trader.siret === siret && vendor.vat?.vatId === data.vat?.vatId
      if (!isAsRead) throw refuse('conflict')
      return rules.decide(vendor, { ...act, step: 'approve', at: now(), vat })
    })
  }

  async function replaceDetails({ vendorId, details, ifVersion, ...act }: Replacement) {
    const { data } = await existing(vendors, vendorId)
    const vat = await vatOf(details.vatId)
    if (rules.isContracted(data) && act.byStaff) {
      await claimSiret(deps, { siret: details.siret, vendorId, at: now() })
    }
    const rule = (vendor: Vendor) => {
      const trader = traderOf(details, vendor.trader.payoutAccount.iban)
      return rules.changeDetails(vendor, { ...act, trader, vat, at: now() })
    }
    const changed = await change(vendorId, rule, ifVersion)
    if (data.trader.siret !== changed.data.trader.siret) await releaseSiret(deps.siretClaims, data)
    return changed
  }

  return {
    apply,
    approve,
    replaceDetails,
    decide: ({ vendorId, ...act }: Target & { readonly step: rules.Review }) =>
      change(vendorId, (vendor) => rules.decide(vendor, { ...act, at: now() })),
    changeCommission: ({ vendorId, ...act }: Target & { readonly commissionBps: number }) =>
      change(vendorId, (vendor) => rules.changeCommission(vendor, { ...act, at: now() })),
  }
}

function changeBetween(before: Vendor, after: Vendor): Change<Vendor> {
  return after === before ? undefined : { next: after, events: eventsBetween(before, after) }
}

/** What is stored of the details: the VAT id is kept as it was checked. */
function traderOf({ vatId: _, payoutAccount, ...details }: VendorDetails, knownIban = ''): Trader {
  const { holder, iban = knownIban } = payoutAccount
  return { ...details, payoutAccount: { holder, iban: iban.replace(/\s/g, '').toUpperCase() } }
}

async function existing(vendors: Vendors, vendorId: string): Promise<Found> {
  const found = await vendors.get(vendorId)
  if (!found) throw refuse('not_found', 'no such vendor')
  return found
}

const alreadyThere = ({ vendorId, status }: Vendor) =>
  refuse('already_exists', 'you have applied already', { extensions: { vendorId, status } })
