import { z } from '@hono/zod-openapi'
import { jsonAnswer } from '../common.ts'
import { internal } from '../operation.ts'
import { AccountSummary } from './schemas.ts'

export const readAccountSummary = internal(
  ['carts', 'catalog', 'orders'],
  'GET /internal/accounts/{userId}',
  {
    request: { params: z.object({ userId: z.string() }) },
    responses: { 200: jsonAnswer(AccountSummary, 'The account') },
    problems: ['not_found'],
  },
)
