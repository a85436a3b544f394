import { serve } from '@hono/node-server'
import { z } from 'zod'
import { createApi, State } from './api.ts'

const settings = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(9103),
    HOST: z.string().default('127.0.0.1'),
    PICKUP_POINTS_CLOSED: z
      .string()
      .default('')
      .transform((text) => text.split(',').filter(Boolean)),
  })
  .parse(process.env)

const api = createApi(State.parse({ closed: settings.PICKUP_POINTS_CLOSED }))
const server = serve(
  { fetch: api.fetch, hostname: settings.HOST, port: settings.PORT },
  ({ port }) => console.log(`pickup points simulator on http://${settings.HOST}:${port}`),
)
const stop = () => void server.close(() => process.exit(0))
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
