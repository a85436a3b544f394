import { z } from '@hono/zod-openapi'
import { callers, jsonAnswer } from '../common.ts'
import { operation } from '../operation.ts'
import { AccountSummary } from './schemas.ts'

export const readAccountSummary = operation('get', '/internal/accounts/{userId}', {
  ...callers('orders'),
  request: { params: z.object({ userId: z.string() }) },
  responses: { 200: jsonAnswer(AccountSummary, 'The account') },
  problems: ['not_found'],
})
