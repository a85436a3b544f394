import { createHash } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { VendorStatus, VendorStep, VendorVat } from '@comptoir/contracts/admin/vendors/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import type { ContractedVendor, Trader, Vendor } from './stored-vendor.ts'

/** Who does something, when and why. */
type Act = {
  readonly by: string
  readonly at: string
  readonly reason?: string | undefined
}

/** Decisions that need nothing but a reason. */
export type Review = 'review' | 'reject' | 'suspend' | 'reinstate' | 'close'
export type Decision = Act &
  (
    | { readonly step: Review }
    | {
        readonly step: 'approve'
        readonly commissionBps: number
        /** What is known of its VAT id now. */
        readonly vat?: VendorVat | undefined
      }
  )

type Transition = { readonly from: readonly VendorStatus[]; readonly to: VendorStatus }
const transitions: Readonly<Record<Decision['step'], Transition>> = {
  review: { from: ['applied'], to: 'under_review' },
  approve: { from: ['under_review'], to: 'approved' },
  reject: { from: ['applied', 'under_review'], to: 'rejected' },
  suspend: { from: ['approved'], to: 'suspended' },
  reinstate: { from: ['suspended'], to: 'approved' },
  close: { from: ['approved', 'suspended'], to: 'closed' },
}

/** A user has one vendor at most: its id follows from theirs, and does not tell it. */
export const vendorIdOf = (userId: string): string =>
  `ven_${createHash('sha256').update(`vendor of ${userId}`).digest('hex').slice(0, 26)}`

type Application = Act & { readonly trader: Trader; readonly vat?: VendorVat | undefined }

/** A vendor that applies. */
export const apply = ({ trader, vat, by, at }: Application): Vendor => ({
  ...{ vendorId: vendorIdOf(by), ownerId: by, status: 'applied', trader, ...(vat && { vat }) },
  history: [{ step: 'apply', status: 'applied', at, by }],
  ...{ createdAt: at, updatedAt: at },
})

/** Takes the vendor a step on. The same vendor when that step was its last one. */
export function decide(vendor: Vendor, decision: Decision): Vendor {
  const { step } = decision
  if (decision.by === vendor.ownerId) throw refuse('forbidden', 'somebody else decides on a vendor')
  if (isRepeated(vendor, decision)) return vendor
  const { from, to } = transitions[step]
  if (!from.includes(vendor.status)) throw refusedIn(vendor)
  const common = { ...commonOf(vendor), ...noted(vendor, decision, { step, status: to }) }
  switch (decision.step) {
    case 'review':
      return { ...common, status: 'under_review' }
    case 'reject':
      return { ...common, status: 'rejected' }
    case 'approve':
      return { ...common, ...approved(vendor, decision) }
    case 'suspend':
      return { ...common, status: 'suspended', commissionBps: commissionOf(vendor) }
    case 'reinstate':
      return { ...common, status: 'approved', commissionBps: commissionOf(vendor) }
    case 'close':
      return {
        ...common,
        status: 'closed',
        commissionBps: commissionOf(vendor),
        closedAt: decision.at,
      }
  }
}

function approved(vendor: Vendor, decision: Extract<Decision, { step: 'approve' }>) {
  const vat = decision.vat ?? vendor.vat
  requireChecked(vendor, vat)
  return { status: 'approved' as const, commissionBps: decision.commissionBps, vat }
}

function requireChecked({ status }: Vendor, vat: VendorVat | undefined): void {
  if (vat?.status !== 'unchecked') return
  throw refuse('transition_refused', 'nobody could check its VAT id yet', {
    extensions: { status, vatId: vat.vatId },
  })
}

/** Changes what the shop keeps of its sales. The same vendor when it is so already. */
export function changeCommission(
  vendor: Vendor,
  { commissionBps, ...act }: Act & { readonly commissionBps: number },
): Vendor {
  if (!isContracted(vendor) || vendor.status === 'closed') throw refusedIn(vendor)
  if (vendor.commissionBps === commissionBps) return vendor
  const { status } = vendor
  return {
    ...vendor,
    commissionBps,
    ...noted(vendor, act, { step: 'change_commission', status }),
  }
}

type DetailsChange = Application & { readonly byStaff: boolean }

/**
 * Replaces the details. Of a vendor that is approved, what was verified is changed by staff only. What its owner changes of an
 * application that is under review or rejected sends it again. The same vendor when nothing changes.
 */
export function changeDetails(vendor: Vendor, change: DetailsChange): Vendor {
  const { trader, byStaff } = change
  const vat = provenOf(vendor.vat, change.vat)
  if (vendor.status === 'closed') throw refusedIn(vendor)
  if (isSameAs(vendor, change) && (byStaff || vendor.status !== 'rejected')) return vendor
  if (isContracted(vendor)) {
    if (!byStaff) requireVerified(vendor, change)
    requireCheckedIfNew(vendor, vat)
    const entry = { step: 'change_details', status: vendor.status } as const
    return { ...vendor, trader, vat, ...noted(vendor, change, entry) }
  }
  const status = byStaff ? vendor.status : 'applied'
  const step = status === vendor.status ? 'change_details' : 'apply'
  return { ...vendor, trader, vat, ...noted(vendor, change, { step, status }), status }
}

function requireCheckedIfNew(vendor: Vendor, vat: VendorVat | undefined): void {
  if (vat?.vatId !== vendor.vat?.vatId) requireChecked(vendor, vat)
}

/** That nobody could check a VAT id just now takes nothing from what was proved of it. */
const provenOf = (known: VendorVat | undefined, news: VendorVat | undefined) =>
  news?.status === 'unchecked' && news.vatId === known?.vatId ? known : news

/** Whether the details are those that the vendor has. */
export const isSameAs = (vendor: Vendor, { trader, vat }: Pick<Application, 'trader' | 'vat'>) =>
  isDeepStrictEqual(trader, vendor.trader) && vat?.vatId === vendor.vat?.vatId

/** What a vendor may change of itself while it has a contract. */
const ofItsOwn: ReadonlySet<string> = new Set(['name', 'address', 'phone', 'email', 'contact'])

function requireVerified({ vat, ...vendor }: ContractedVendor, wanted: DetailsChange): void {
  const isSame =
    wanted.vat?.vatId === vat?.vatId &&
    isDeepStrictEqual(verifiedOf(wanted.trader), verifiedOf(vendor.trader))
  if (isSame) return
  throw refuse('transition_refused', 'staff change what was verified', {
    extensions: { status: vendor.status },
  })
}

const verifiedOf = (trader: Trader) =>
  Object.fromEntries(Object.entries(trader).filter(([key]) => !ofItsOwn.has(key)))

/** Whether it has, or had, a contract with the shop. */
export const isContracted = (vendor: Vendor): vendor is ContractedVendor =>
  'commissionBps' in vendor

function commissionOf(vendor: Vendor): number {
  if (!isContracted(vendor)) throw refusedIn(vendor)
  return vendor.commissionBps
}

/** The last step again, as after a lost answer; an approval with another commission is another step. */
function isRepeated(vendor: Vendor, decision: Decision): boolean {
  if (vendor.history.at(-1)?.step !== decision.step) return false
  return (
    decision.step !== 'approve' ||
    (isContracted(vendor) && vendor.commissionBps === decision.commissionBps)
  )
}

const commonOf = ({ vendorId, ownerId, trader, vat, contactErasedAt, createdAt }: Vendor) => ({
  ...{ vendorId, ownerId, trader, vat, contactErasedAt, createdAt },
})

type Noted = { readonly step: VendorStep; readonly status: VendorStatus }

function noted(vendor: Vendor, { by, at, reason }: Act, { step, status }: Noted) {
  const entry = { step, status, at, by, ...(reason && { reason }) }
  return { history: [...vendor.history, entry], updatedAt: at }
}

const refusedIn = ({ status }: Vendor) =>
  refuse('transition_refused', `the vendor is ${status}`, { extensions: { status } })
