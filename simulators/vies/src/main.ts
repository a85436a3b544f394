import { serve } from '@hono/node-server'
import { z } from 'zod'
import { createApi } from './api.ts'

const list = z
  .string()
  .default('')
  .transform((text) => new Set(text.split(',').filter(Boolean)))
const settings = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(9101),
    HOST: z.string().default('127.0.0.1'),
    VIES_INVALID: list,
    VIES_AWAY: list,
  })
  .parse(process.env)

const api = createApi({ invalid: settings.VIES_INVALID, away: settings.VIES_AWAY })
const server = serve(
  { fetch: api.fetch, hostname: settings.HOST, port: settings.PORT },
  ({ port }) => console.log(`VIES simulator on http://${settings.HOST}:${port}`),
)
const stop = () => void server.close(() => process.exit(0))
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
