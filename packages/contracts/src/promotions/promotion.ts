import { z } from '@hono/zod-openapi'
import { CursorQuery, Instant, LocalizedText } from '../common.ts'
import { oneOf, schema } from '../schema.ts'
import {
  Benefit,
  Combination,
  PromotionCode,
  PromotionCriteria,
  PromotionLimits,
  PromotionWindow,
} from './schemas.ts'

/** Whether a promotion applies to every cart that meets its criteria, or where one of its codes is given. */
export const Activation = oneOf('Activation', ['automatic', 'code'])
export type Activation = z.infer<typeof Activation>

/** A promotion as staff write it. */
export const PromotionInput = schema('PromotionInput', {
  /** As shoppers read it. */
  name: LocalizedText,
  activation: Activation,
  /** A code that every shopper may use. Batches of single-use codes are made apart. */
  code: PromotionCode.optional(),
  benefit: Benefit,
  criteria: PromotionCriteria.default({}),
  combination: Combination.default('levels'),
  /** Lower ones come first. */
  priority: z.int().min(0).max(1_000).default(100),
  window: PromotionWindow.default({}),
  limits: PromotionLimits.default({}),
})
export type PromotionInput = z.infer<typeof PromotionInput>

/** `scheduled`, `active` and `ended` follow from the window and the clock: nothing is stored when they begin. */
export const PromotionStatus = oneOf('PromotionStatus', [
  'draft',
  'scheduled',
  'active',
  'paused',
  'ended',
  'archived',
])
export type PromotionStatus = z.infer<typeof PromotionStatus>

export const Promotion = PromotionInput.extend({
  promotionId: z.string(),
  status: PromotionStatus,
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
}).openapi('Promotion')
export type Promotion = z.infer<typeof Promotion>

export const PromotionQuery = CursorQuery.extend({ status: PromotionStatus.optional() })
