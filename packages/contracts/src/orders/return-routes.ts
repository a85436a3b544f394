import { z } from '@hono/zod-openapi'
import {
  CursorQuery,
  Id,
  IdempotencyHeader,
  jsonAnswer,
  jsonBody,
  pageOf,
  pdfAnswer,
} from '../common.ts'
import { forAnyone, forBuyers, forStaff } from '../operation.ts'
import { requiredText } from '../schema.ts'
import {
  InspectedLine,
  LabelPayer,
  NewReturn,
  Return,
  ReturnPolicy,
  ReturnSending,
  ReturnStatus,
} from './return-schemas.ts'
import {
  NewWithdrawal,
  StaffWithdrawal,
  Withdrawal,
  WithdrawalOutcomeKind,
} from './withdrawal-schemas.ts'

const ofOrder = z.object({ orderId: Id })
const ofReturn = z.object({ returnId: z.string().max(100) })
const theReturn = jsonAnswer(Return, 'The return now')
const usual = ['invalid_request', 'not_found', 'transition_refused', 'conflict'] as const

/** How long goods may come back, and the reasons to choose from, in French and English. */
export const readReturnPolicy = forAnyone('GetReturnPolicy', 'GET /api/return-policy', {
  responses: { 200: jsonAnswer(ReturnPolicy, 'The policy') },
})

/**
 * Asks to send delivered lines back, within the return window. Of each line no more than was delivered and is not returned
 * already, whatever else is asked at the same time: 400 says how many are left.
 */
export const requestReturn = forBuyers('RequestReturn', 'POST /api/orders/{orderId}/returns', {
  request: { params: ofOrder, headers: IdempotencyHeader, body: jsonBody(NewReturn) },
  responses: { 201: theReturn },
  problems: [...usual, 'idempotency_key_reused', 'dependency_unavailable'],
})

/** One's own returns, a guest those of the one order; staff see all. Newest first. */
export const listReturns = forBuyers('ListReturns', 'GET /api/returns', {
  request: {
    query: CursorQuery.extend({
      status: ReturnStatus.optional(),
      orderId: z.string().max(80).optional(),
      /** Staff: returns of this user. */
      userId: z.string().max(80).optional(),
    }),
  },
  responses: { 200: jsonAnswer(pageOf(Return), 'Returns') },
  problems: ['invalid_request'],
})

export const readReturn = forBuyers('GetReturn', 'GET /api/returns/{returnId}', {
  request: { params: ofReturn },
  responses: { 200: jsonAnswer(Return, 'The return') },
  problems: ['not_found'],
})

/** The goods stay with the customer: possible until they have arrived. */
export const cancelReturn = forBuyers('CancelReturn', 'POST /api/returns/{returnId}/cancel', {
  request: { params: ofReturn },
  responses: { 200: theReturn },
  problems: usual,
})

/** Says that the goods are on their way, with what proves it. */
export const sendReturn = forBuyers('SendReturn', 'POST /api/returns/{returnId}/sent', {
  request: { params: ofReturn, body: jsonBody(ReturnSending) },
  responses: { 200: theReturn },
  problems: usual,
})

/**
 * Asks for a label for the way back, as long as nothing was sent: its PDF is `GET /api/shipments/{shipmentId}/return-label`. Who
 * pays for it is as the policy says; staff may let the shop pay. Repeated, it is the label that there is.
 */
export const requestReturnLabel = forBuyers(
  'RequestReturnLabel',
  'POST /api/returns/{returnId}/label',
  {
    request: { params: ofReturn, body: jsonBody({ paidBy: LabelPayer.optional() }) },
    responses: { 200: theReturn },
    problems: [...usual, 'forbidden'],
  },
)

/** The customer does not pay for the dearer goods: the money for what came back is refunded. Possible until they are paid. */
export const declineExchange = forBuyers(
  'DeclineExchange',
  'POST /api/returns/{returnId}/decline-exchange',
  {
    request: { params: ofReturn },
    responses: { 200: theReturn },
    problems: usual,
  },
)

export const approveReturn = forStaff('ApproveReturn', 'POST /api/returns/{returnId}/approve', {
  request: { params: ofReturn },
  responses: { 200: theReturn },
  problems: usual,
})

export const refuseReturn = forStaff('RefuseReturn', 'POST /api/returns/{returnId}/refuse', {
  request: { params: ofReturn, body: jsonBody({ reason: requiredText(500) }) },
  responses: { 200: theReturn },
  problems: usual,
})

/** The goods arrived: all of them, or as many as `lines` says. What did not arrive can be returned again. */
export const receiveReturn = forStaff('ReceiveReturn', 'POST /api/returns/{returnId}/receive', {
  request: {
    params: ofReturn,
    body: jsonBody({
      lines: z
        .array(z.object({ sku: z.string().max(64), quantity: z.int().min(0) }))
        .max(200)
        .optional(),
    }),
  },
  responses: { 200: theReturn },
  problems: usual,
})

/** What becomes of the goods, by line; then the saga restocks, refunds and credits. */
export const inspectReturn = forStaff('InspectReturn', 'POST /api/returns/{returnId}/inspect', {
  request: {
    params: ofReturn,
    body: jsonBody({ lines: z.array(InspectedLine).min(1).max(200) }),
  },
  responses: { 200: theReturn },
  problems: usual,
})

/** Gives the money back again, after the provider or a bank refused it. */
export const retryReturnRefund = forStaff(
  'RetryReturnRefund',
  'POST /api/returns/{returnId}/refund',
  {
    request: { params: ofReturn },
    responses: { 200: theReturn },
    problems: usual,
  },
)

const oneWithdrawal = z.object({ withdrawalId: Id })
const TokenHeader = z.object({ 'withdrawal-token': z.string().min(1).max(100) })

/**
 * The withdrawal function, first step: anyone, without an account. Answers what was typed and the token to confirm it with; the
 * same for an order that exists and one that does not. Nothing is withdrawn from yet.
 */
export const declareWithdrawal = forAnyone('DeclareWithdrawal', 'POST /api/withdrawals', {
  request: { body: jsonBody(NewWithdrawal) },
  responses: {
    201: jsonAnswer(
      { withdrawal: Withdrawal, confirmationToken: z.string() },
      'What was declared, to be confirmed',
    ),
  },
  problems: ['invalid_request', 'rate_limited'],
})

/** The second step, « confirmer la rétractation »: acknowledged at once, with the moment. Repeated, it is the same moment. */
export const confirmWithdrawal = forAnyone(
  'ConfirmWithdrawal',
  'POST /api/withdrawals/{withdrawalId}/confirm',
  {
    request: {
      params: oneWithdrawal,
      body: jsonBody({ confirmationToken: z.string().min(1).max(100) }),
    },
    responses: { 200: jsonAnswer(Withdrawal, 'The acknowledgement') },
    problems: ['invalid_request', 'not_found', 'conflict'],
  },
)

/** The acknowledgement on a durable medium: content, day and time; the same bytes each time. */
export const readWithdrawalReceipt = forAnyone(
  'GetWithdrawalReceipt',
  'GET /api/withdrawals/{withdrawalId}/receipt',
  {
    request: { params: oneWithdrawal, headers: TokenHeader },
    responses: { 200: pdfAnswer },
    problems: ['invalid_request', 'not_found', 'document_not_ready'],
  },
)

/** Staff: confirmed withdrawals, newest first. `unmatched` are those that name no order of their person. */
export const listWithdrawals = forStaff('ListWithdrawals', 'GET /api/withdrawals', {
  request: { query: CursorQuery.extend({ outcome: WithdrawalOutcomeKind.optional() }) },
  responses: { 200: jsonAnswer(pageOf(StaffWithdrawal), 'Withdrawals') },
  problems: ['invalid_request'],
})

/**
 * Staff say which order a withdrawal means of which nothing came, for example after a mistyped number: what comes of it is found
 * out anew, by the moment at which it was confirmed. Repeated with the same order, it is the withdrawal as it is.
 */
export const attachWithdrawal = forStaff(
  'AttachWithdrawal',
  'POST /api/withdrawals/{withdrawalId}/attach',
  {
    request: { params: oneWithdrawal, body: jsonBody({ orderId: Id }) },
    responses: { 200: jsonAnswer(StaffWithdrawal, 'The withdrawal now') },
    problems: ['invalid_request', 'not_found', 'transition_refused', 'conflict'],
  },
)
