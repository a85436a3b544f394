import { z } from '@hono/zod-openapi'
import { CursorQuery, jsonAnswer, jsonBody, pageOf } from '../../common.ts'
import { forAnyone, forStaff, forUsers } from '../../operation.ts'
import { requiredText } from '../../schema.ts'
import {
  CommissionBps,
  NewVendor,
  Vendor,
  VendorDetails,
  VendorStatus,
  VendorTrader,
} from './schemas.ts'

const params = z.object({ vendorId: z.string().max(80) })
const reason = requiredText(500)
const answers = { 200: jsonAnswer(Vendor, 'The vendor') }
const decided = ['invalid_request', 'not_found', 'transition_refused', 'conflict'] as const

/** Applies to sell in the shop; a user applies once. The same application again has the same answer. */
export const applyAsVendor = forUsers('ApplyAsVendor', 'POST /api/vendors', {
  request: { body: jsonBody(NewVendor) },
  responses: { 201: jsonAnswer(Vendor, 'The application') },
  problems: ['invalid_request', 'already_exists', 'conflict'],
})

/** One's own; to staff all of them, newest first. */
export const listVendors = forUsers('ListVendors', 'GET /api/vendors', {
  request: { query: CursorQuery.extend({ status: VendorStatus.optional() }) },
  responses: { 200: jsonAnswer(pageOf(Vendor), 'Vendors') },
  problems: ['invalid_request'],
})

/** Who sells, for shoppers. A vendor that was never approved is `not_found`. */
export const readVendorTrader = forAnyone('GetVendor', 'GET /api/vendors/{vendorId}', {
  request: { params },
  responses: { 200: jsonAnswer(VendorTrader, 'The trader') },
  problems: ['not_found'],
})

/** Everything, for the vendor's own people and for staff. */
export const readVendorDetails = forUsers(
  'GetVendorDetails',
  'GET /api/vendors/{vendorId}/details',
  { request: { params }, responses: answers, problems: ['not_found'] },
)

/**
 * Replaces the details; `If-Match` holds off changes of others. Once a vendor is approved, names, registers, VAT id, proof of identity
 * and payout account are changed by staff only (`transition_refused`). A rejected application is sent again by it.
 */
export const replaceVendorDetails = forUsers(
  'ReplaceVendorDetails',
  'PUT /api/vendors/{vendorId}/details',
  {
    request: { params, body: jsonBody(VendorDetails) },
    responses: answers,
    problems: [...decided, 'already_exists', 'precondition_failed'],
  },
)

const withReason = { params, body: jsonBody({ reason }) }
const withoutNeed = { params, body: jsonBody({ reason: reason.optional() }) }

/** Begins to check an application. */
export const reviewVendor = forStaff('ReviewVendor', 'POST /api/vendors/{vendorId}/review', {
  request: withoutNeed,
  responses: answers,
  problems: decided,
})

/**
 * Lets a vendor sell. Refused while nobody could check its VAT id; `already_exists`: another vendor that sells has the SIRET. The
 * account that applied gets the role `vendor`.
 */
export const approveVendor = forStaff('ApproveVendor', 'POST /api/vendors/{vendorId}/approve', {
  request: {
    params,
    body: jsonBody({ commissionBps: CommissionBps, reason: reason.optional() }),
  },
  responses: answers,
  problems: [...decided, 'already_exists'],
})

export const rejectVendor = forStaff('RejectVendor', 'POST /api/vendors/{vendorId}/reject', {
  request: withReason,
  responses: answers,
  problems: decided,
})

/** Stops the sale of all its products; what is ordered is delivered. */
export const suspendVendor = forStaff('SuspendVendor', 'POST /api/vendors/{vendorId}/suspend', {
  request: withReason,
  responses: answers,
  problems: decided,
})

/** Lets a suspended vendor sell again. */
export const reinstateVendor = forStaff(
  'ReinstateVendor',
  'POST /api/vendors/{vendorId}/reinstate',
  { request: withReason, responses: answers, problems: decided },
)

/** Ends the contract for good: its people lose the role `vendor`, and its details go after six months. */
export const closeVendor = forStaff('CloseVendor', 'POST /api/vendors/{vendorId}/close', {
  request: withReason,
  responses: answers,
  problems: decided,
})

/** What the shop keeps of sales from now on. */
export const changeVendorCommission = forStaff(
  'ChangeVendorCommission',
  'PUT /api/vendors/{vendorId}/commission',
  {
    request: { params, body: jsonBody({ commissionBps: CommissionBps, reason }) },
    responses: answers,
    problems: decided,
  },
)
