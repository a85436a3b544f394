import { z } from '@hono/zod-openapi'
import { IdempotencyHeader, jsonAnswer, jsonBody, pageOf } from '../common.ts'
import { forStaff } from '../operation.ts'
import { Promotion, PromotionInput, PromotionQuery } from './promotion.ts'

const IfMatch = z.object({ 'if-match': z.string().max(200).optional() })
const onePromotion = { params: z.object({ promotionId: z.string().max(80) }) }
const aPromotion = { 200: jsonAnswer(Promotion, 'The promotion') }

/** Newest first; with `status`, those that have it now. */
export const listPromotions = forStaff('ListPromotions', 'GET /api/promotions', {
  request: { query: PromotionQuery },
  responses: { 200: jsonAnswer(pageOf(Promotion), 'Promotions') },
  problems: ['invalid_request'],
})

export const getPromotion = forStaff('GetPromotion', 'GET /api/promotions/{promotionId}', {
  request: onePromotion,
  responses: aPromotion,
  problems: ['invalid_request', 'not_found'],
})

/** A draft, which applies to nothing until it is published. With an Idempotency-Key it is made once. */
export const createPromotion = forStaff('CreatePromotion', 'POST /api/promotions', {
  request: { headers: IdempotencyHeader.partial(), body: jsonBody(PromotionInput) },
  responses: { 201: jsonAnswer(Promotion, 'The draft') },
  problems: [
    'invalid_request',
    'already_exists',
    'conflict',
    'request_running',
    'idempotency_key_reused',
  ],
})

/** Whatever its status, but archived; orders that were placed keep what they got. */
export const replacePromotion = forStaff('ReplacePromotion', 'PUT /api/promotions/{promotionId}', {
  request: { ...onePromotion, headers: IfMatch, body: jsonBody(PromotionInput) },
  responses: aPromotion,
  problems: [
    'invalid_request',
    'not_found',
    'already_exists',
    'conflict',
    'transition_refused',
    'precondition_failed',
  ],
})

const transition = {
  request: { ...onePromotion, headers: IfMatch },
  responses: aPromotion,
  problems: [
    'invalid_request',
    'not_found',
    'conflict',
    'transition_refused',
    'precondition_failed',
  ],
} as const

/** From now on it applies within its window. */
export const publishPromotion = forStaff(
  'PublishPromotion',
  'POST /api/promotions/{promotionId}/publish',
  transition,
)

export const pausePromotion = forStaff(
  'PausePromotion',
  'POST /api/promotions/{promotionId}/pause',
  transition,
)

export const resumePromotion = forStaff(
  'ResumePromotion',
  'POST /api/promotions/{promotionId}/resume',
  transition,
)

/** For good: its code may be given to another promotion. */
export const archivePromotion = forStaff(
  'ArchivePromotion',
  'POST /api/promotions/{promotionId}/archive',
  transition,
)
