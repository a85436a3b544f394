import { createHmac, timingSafeEqual } from 'node:crypto'
import { Hono } from 'hono'
import type { Engine } from '../books/engine.ts'
import type { SimulatorConfig } from '../config.ts'
import { createApprovalPages } from './approval-page.ts'
import { createDisputeRoutes } from './disputes.ts'
import { answerOf, PayPalError, unauthorized } from './errors.ts'
import { createNotificationRoutes } from './notifications.ts'
import { createOrderRoutes } from './orders.ts'
import { createOwnRoutes, type Mood } from './own.ts'
import { createPaymentRoutes } from './payments.ts'
import { createReportingRoutes } from './reporting.ts'

const tokenSeconds = 32_400

/** The part of PayPal's REST API that a shop uses, and the simulator's own routes. */
export function createApi(engine: Engine, config: SimulatorConfig): Hono {
  const app = new Hono()
  const mood: Mood = { away: false, turnedAway: 0 }
  const token = tokenOf(config)
  const basic = `Basic ${btoa(`${config.clientId}:${config.clientSecret}`)}`
  app.onError(answerOf)
  app.get('/healthz', (c) => c.text('ok'))
  app.route('/checkoutnow', createApprovalPages(engine))

  app.use('/v*', async (c, next) => {
    if (!mood.away) return await next()
    mood.turnedAway += 1
    return c.json({ name: 'SERVICE_UNAVAILABLE' }, 503)
  })
  app.post('/v1/oauth2/token', (c) => {
    if (!isSame(c.req.header('authorization'), basic)) {
      return c.json(
        { error: 'invalid_client', error_description: 'Client Authentication failed' },
        401,
      )
    }
    const type = { token_type: 'Bearer', app_id: 'APP-SIMULATOR', scope: 'https://uri.paypal.com' }
    return c.json({ ...type, access_token: token, expires_in: tokenSeconds })
  })
  app.use('*', async (c, next) => {
    const given = c.req.header('authorization')
    // the secret itself opens the API, too, as the payment simulator's key does: it is for whoever reads the ledger
    const opens = [`Bearer ${token}`, `Bearer ${config.clientSecret}`, basic]
    if (!opens.some((one) => isSame(given, one))) throw unauthorized()
    return await next()
  })
  app.route('/v2/checkout/orders', createOrderRoutes(engine))
  app.route('/v2/payments', createPaymentRoutes(engine))
  app.route('/v1/notifications', createNotificationRoutes(engine, config))
  app.route('/v1/customer/disputes', createDisputeRoutes(engine))
  app.route('/v1/reporting', createReportingRoutes(engine))
  app.route('/', createOwnRoutes(engine, mood))
  app.notFound(() => answerOf(new PayPalError(404, 'RESOURCE_NOT_FOUND')))
  return app
}

/** The same after a restart: a token that a shop holds stays good. */
const tokenOf = ({ clientId, clientSecret }: SimulatorConfig) =>
  createHmac('sha256', clientSecret).update(`token of ${clientId}`).digest('base64url')

function isSame(given: string | undefined, wanted: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}
