import * as events from '@comptoir/contracts/admin/events'
import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import type { Vendor } from './stored-vendor.ts'
import { isContracted } from './vendor.ts'

/** What happened to a vendor between two states of it. */
export function eventsBetween(before: Vendor | undefined, after: Vendor): NewEvent[] {
  const kind = kindOf(before, after)
  if (!kind) return []
  const { vendorId, ownerId, status } = after
  const commission = isContracted(after) ? { commissionBps: after.commissionBps } : {}
  return [newEvent(kind, { vendorId, ownerId, status, ...commission })]
}

function kindOf(before: Vendor | undefined, after: Vendor) {
  if (before?.status === after.status) {
    const isSame = commissionOf(before) === commissionOf(after)
    return isSame ? undefined : events.VendorCommissionChanged
  }
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

const commissionOf = (vendor: Vendor) => (isContracted(vendor) ? vendor.commissionBps : undefined)
