import { createRoute, z } from '@hono/zod-openapi'
import { callers, jsonAnswer, problemAnswers } from '../common.ts'
import { AccountSummary } from './schemas.ts'

export const readAccountSummary = createRoute({
  method: 'get',
  path: '/internal/accounts/{userId}',
  ...callers('orders'),
  request: { params: z.object({ userId: z.string() }) },
  responses: { 200: jsonAnswer(AccountSummary, 'The account'), ...problemAnswers('not_found') },
})
