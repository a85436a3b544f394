import { z } from '@hono/zod-openapi'
import { CursorQuery, IdempotencyHeader, jsonAnswer, jsonBody, pageOf } from '../../common.ts'
import { forStaff, forUsers } from '../../operation.ts'
import { requiredText } from '../../schema.ts'
import {
  LedgerAdjustment,
  LedgerPage,
  LedgerQuery,
  NewVendorPayout,
  VendorEntry,
  VendorPayout,
  VendorTransfer,
} from './ledger-schemas.ts'

const params = z.object({ vendorId: z.string().max(80) })
const ofPayout = params.extend({ payoutId: z.string().max(80) })
const aPayout = { 200: jsonAnswer(VendorPayout, 'The payout') }
const reason = requiredText(500)
const decided = ['invalid_request', 'not_found', 'transition_refused', 'conflict'] as const

/** A vendor's ledger, newest first, for its own people and for staff; with `payoutId`, the entries of that payout's period. */
export const listVendorEntries = forUsers(
  'ListVendorEntries',
  'GET /api/vendors/{vendorId}/ledger',
  {
    request: { params, query: LedgerQuery },
    responses: { 200: jsonAnswer(LedgerPage, 'Entries') },
    problems: ['invalid_request', 'not_found'],
  },
)

/** Puts right by an entry what the facts of orders do not tell, once per key. */
export const addVendorAdjustment = forStaff(
  'AddVendorAdjustment',
  'POST /api/vendors/{vendorId}/ledger',
  {
    request: { params, headers: IdempotencyHeader, body: jsonBody(LedgerAdjustment) },
    responses: { 201: jsonAnswer(VendorEntry, 'The entry') },
    problems: ['invalid_request', 'not_found', 'conflict', 'idempotency_key_reused'],
  },
)

/** A vendor's payouts, newest first, for its own people and for staff. */
export const listVendorPayouts = forUsers(
  'ListVendorPayouts',
  'GET /api/vendors/{vendorId}/payouts',
  {
    request: { params, query: CursorQuery },
    responses: { 200: jsonAnswer(pageOf(VendorPayout), 'Payouts') },
    problems: ['invalid_request', 'not_found'],
  },
)

export const readVendorPayout = forUsers(
  'GetVendorPayout',
  'GET /api/vendors/{vendorId}/payouts/{payoutId}',
  { request: { params: ofPayout }, responses: aPayout, problems: ['not_found'] },
)

/**
 * Drafts a payout of all that the ledger comes to. One draft at a time: again, it is the one that there is, or refused when entries
 * came since.
 */
export const createVendorPayout = forStaff(
  'CreateVendorPayout',
  'POST /api/vendors/{vendorId}/payouts',
  {
    request: { params, body: jsonBody(NewVendorPayout) },
    responses: { 201: jsonAnswer(VendorPayout, 'The draft') },
    problems: decided,
  },
)

/** Notes that the transfer of a draft was made: an entry takes it off the ledger, below zero when money went back since. */
export const payVendorPayout = forStaff(
  'PayVendorPayout',
  'POST /api/vendors/{vendorId}/payouts/{payoutId}/pay',
  {
    request: { params: ofPayout, body: jsonBody(VendorTransfer) },
    responses: aPayout,
    problems: decided,
  },
)

/** Takes a draft back; its entries are in the next one. */
export const cancelVendorPayout = forStaff(
  'CancelVendorPayout',
  'POST /api/vendors/{vendorId}/payouts/{payoutId}/cancel',
  {
    request: { params: ofPayout, body: jsonBody({ reason }) },
    responses: aPayout,
    problems: decided,
  },
)

/** Notes that a transfer came back: another entry puts it on the ledger again. */
export const reverseVendorPayout = forStaff(
  'ReverseVendorPayout',
  'POST /api/vendors/{vendorId}/payouts/{payoutId}/reverse',
  {
    request: { params: ofPayout, body: jsonBody({ reason }) },
    responses: aPayout,
    problems: decided,
  },
)
