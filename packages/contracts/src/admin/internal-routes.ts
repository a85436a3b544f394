import { z } from '@hono/zod-openapi'
import { jsonAnswer } from '../common.ts'
import { internal } from '../operation.ts'
import { appIds } from '../topology.ts'

/** What is set of each concern that staff have changed. */
export const readSetSettings = internal(appIds, 'GET /internal/settings', {
  responses: {
    200: jsonAnswer(
      {
        items: z.array(
          z.object({
            namespace: z.string(),
            version: z.int(),
            values: z.record(z.string(), z.unknown()),
          }),
        ),
      },
      'What is set, by concern',
    ),
  },
})
