import type { z } from '@hono/zod-openapi'
import { oneOf } from '../schema.ts'

/**
 * Goods that a consumer cannot withdraw from, by the numbers of article L221-28 of the Code de la consommation: made to the
 * customer's wishes (3°), what spoils (4°), what hygiene keeps from being returned once its seal is broken (5°), what is mixed with
 * other things for good (6°), recordings and software once unsealed (9°), newspapers and magazines (10°), digital content that was
 * begun with the customer's consent (13°).
 */
export const WithdrawalExclusion = oneOf('WithdrawalExclusion', [
  'made_to_measure',
  'perishable',
  'sealed_hygiene',
  'mixed',
  'sealed_media',
  'press',
  'digital',
])
export type WithdrawalExclusion = z.infer<typeof WithdrawalExclusion>
