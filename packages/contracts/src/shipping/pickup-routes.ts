import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../common.ts'
import { forAnyone, internal } from '../operation.ts'
import { PickupChoice, PickupDecision, PickupPoint, PickupSearch } from './pickup-schemas.ts'

/**
 * Pickup points near a postal code or a position, nearest first. 503 while their network does not answer: delivery to an address
 * goes on. Public.
 */
export const searchPickupPoints = forAnyone('SearchPickupPoints', 'GET /api/pickup-points', {
  request: { query: PickupSearch },
  responses: { 200: jsonAnswer({ points: z.array(PickupPoint) }, 'The points') },
  problems: ['invalid_request', 'dependency_unavailable'],
})

/** One pickup point, also one that has closed. Public. */
export const readPickupPoint = forAnyone('GetPickupPoint', 'GET /api/pickup-points/{pointId}', {
  request: { params: z.object({ pointId: z.string().max(60) }) },
  responses: { 200: jsonAnswer(PickupPoint, 'The point') },
  problems: ['not_found', 'dependency_unavailable'],
})

/** Whether a pickup point takes an order. A point that does not is a value. */
export const choosePickupPoint = internal(['orders'], 'POST /internal/pickup-points/choices', {
  request: { body: jsonBody(PickupChoice) },
  responses: { 200: jsonAnswer(PickupDecision, 'What the point says') },
  problems: ['invalid_request', 'dependency_unavailable'],
})
