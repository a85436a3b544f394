import { isDeepStrictEqual } from 'node:util'
import * as events from '@comptoir/contracts/admin/events'
import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import type { Vendor } from './stored-vendor.ts'
import { isContracted } from './vendor.ts'
import { toTrader } from './vendor-view.ts'

/** What happened to a vendor between two states of it. */
export function eventsBetween(before: Vendor | undefined, after: Vendor): NewEvent[] {
  const kind = kindOf(before, after)
  if (!kind) return []
  const { vendorId, ownerId, status } = after
  const commission = isContracted(after) ? { commissionBps: after.commissionBps } : {}
  return [newEvent(kind, { vendorId, ownerId, status, ...commission })]
}

function kindOf(before: Vendor | undefined, after: Vendor) {
  if (before?.status === after.status) return changeBetween(before, after)
  switch (after.status) {
    case 'applied':
      return events.VendorApplied
    case 'under_review':
      return undefined
    case 'rejected':
      return events.VendorRejected
    case 'approved':
      return before?.status === 'suspended' ? events.VendorReinstated : events.VendorApproved
    case 'suspended':
      return events.VendorSuspended
    case 'closed':
      return events.VendorClosed
  }
}

/** Of one whose state stays: another commission, or, once shoppers may read of it, other details. */
function changeBetween(before: Vendor, after: Vendor) {
  if (commissionOf(before) !== commissionOf(after)) return events.VendorCommissionChanged
  const isShown = isContracted(after) && !isDeepStrictEqual(toTrader(before), toTrader(after))
  return isShown ? events.VendorDetailsChanged : undefined
}

const commissionOf = (vendor: Vendor) => (isContracted(vendor) ? vendor.commissionBps : undefined)
