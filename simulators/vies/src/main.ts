import { serve } from '@hono/node-server'
import { z } from 'zod'
import { createApi } from './api.ts'

/** A VAT id with right check digits that belongs to nobody: trials need one that is not valid. */
const nobodys = 'DE999999995'
const list = (usual: string) =>
  z
    .string()
    .default(usual)
    .transform((text) => new Set(text.split(',').filter(Boolean)))
const settings = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(9101),
    HOST: z.string().default('127.0.0.1'),
    VIES_INVALID: list(nobodys),
    VIES_AWAY: list(''),
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
