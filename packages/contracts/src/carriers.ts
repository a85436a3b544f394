import { createRoute, z } from '@hono/zod-openapi'
import { jsonAnswer, LocalizedText } from './common.ts'

export const Carrier = z
  .object({
    code: z.string(),
    name: z.string(),
    active: z.boolean(),
    options: z.array(
      z.object({
        optionId: z.string(),
        name: LocalizedText,
        kind: z.enum(['home', 'express', 'pickup']),
        zones: z.array(z.string()),
        maxParcelGrams: z.int(),
      }),
    ),
  })
  .openapi('Carrier')
export type Carrier = z.infer<typeof Carrier>

/** Who carries parcels, with what they offer and where. Public. */
export const listCarriers = createRoute({
  operationId: 'ListCarriers',
  method: 'get',
  path: '/api/carriers',
  responses: { 200: jsonAnswer(z.object({ carriers: z.array(Carrier) }), 'Carriers') },
})
