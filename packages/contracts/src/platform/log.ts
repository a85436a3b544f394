import { z } from '@hono/zod-openapi'
import { jsonAnswer } from '../common.ts'
import { CloudEvent } from '../event.ts'
import { internal } from '../operation.ts'
import { schema } from '../schema.ts'
import { appIds } from '../topology.ts'

/**
 * A page of a service's event log, oldest first; `next` is the position to ask from next time. `cutAt`: where
 * a full log begins, since it drops its oldest entries; a reader whose position is before it has missed events.
 */
export const LogPage = schema('LogPage', {
  entries: z.array(z.object({ position: z.string(), event: CloudEvent })),
  next: z.string(),
  cutAt: z.string().optional(),
})

/** Every service serves its log: consumers catch up from it, whatever the broker delivered. */
export const readLog = internal(appIds, 'GET /internal/log', {
  request: {
    query: z.object({
      after: z.string().default('0-0'),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
  },
  responses: { 200: jsonAnswer(LogPage, 'Entries after the position') },
})
