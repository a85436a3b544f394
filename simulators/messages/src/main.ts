import { serve } from '@hono/node-server'
import { z } from 'zod'
import { createApi } from './api.ts'
import { createMailServer } from './mail-server.ts'
import { createMailbox } from './mailbox.ts'
import { createPushService } from './push-service.ts'
import { createTwilio } from './twilio.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const settings = z
  .object({
    PORT: port.default(9110),
    SMTP_PORT: port.default(9111),
    HOST: z.string().default('127.0.0.1'),
    TWILIO_AUTH_TOKEN: z.string().default('simulator'),
    /** Where the shop is reached from here; status callbacks name where browsers reach it. */
    WEBHOOK_URL: z.url({ protocol: /^https?$/ }).optional(),
  })
  .parse(process.env)

const mailbox = createMailbox()
const state = { away: false }
const mails = createMailServer(mailbox, state)
mails.listen(settings.SMTP_PORT, settings.HOST)
const api = createApi(mailbox, state)
const { TWILIO_AUTH_TOKEN: authToken, WEBHOOK_URL: webhookUrl } = settings
api.route('/', createTwilio({ mailbox, state, authToken, webhookUrl }))
api.route('/', createPushService({ mailbox, state }))
const server = serve(
  { fetch: api.fetch, hostname: settings.HOST, port: settings.PORT },
  ({ port: page }) =>
    console.log(`mailbox on http://${settings.HOST}:${page}, SMTP on ${settings.SMTP_PORT}`),
)
const stop = () => {
  mails.close()
  server.close(() => process.exit(0))
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
