import { z } from '@hono/zod-openapi'
import { CursorQuery, jsonAnswer, jsonBody, pageOf } from '../common.ts'
import { forStaff } from '../operation.ts'
import { Dispute, DisputeDetails, DisputeEvidence } from './schemas.ts'

const oneDispute = { params: z.object({ disputeId: z.string().max(80) }) }
const answer = { 200: jsonAnswer(DisputeDetails, 'The dispute now') }

/** Staff: open ones, the soonest due first; `won` and `lost`, the newest first. */
export const listDisputes = forStaff('ListDisputes', 'GET /api/disputes', {
  request: { query: CursorQuery.extend({ status: Dispute.shape.status.default('open') }) },
  responses: { 200: jsonAnswer(pageOf(DisputeDetails), 'Disputes') },
  problems: ['invalid_request'],
})

export const readDispute = forStaff('GetDispute', 'GET /api/disputes/{disputeId}', {
  request: oneDispute,
  responses: answer,
  problems: ['not_found'],
})

/**
 * Staff answer a dispute, once: the provider takes evidence one time. Repeated, it is the same answer; another one, or one to a
 * dispute that is closed or under review, is refused. `answer.sentAt` says that the provider has it.
 */
export const answerDispute = forStaff('AnswerDispute', 'POST /api/disputes/{disputeId}/evidence', {
  request: { ...oneDispute, body: jsonBody(DisputeEvidence) },
  responses: answer,
  problems: ['invalid_request', 'not_found', 'transition_refused', 'dependency_unavailable'],
})

/** Staff give in: the shopper keeps the money. */
export const acceptDispute = forStaff('AcceptDispute', 'POST /api/disputes/{disputeId}/accept', {
  request: oneDispute,
  responses: answer,
  problems: ['not_found', 'transition_refused', 'dependency_unavailable'],
})
