import { Hono } from 'hono'
import { z } from 'zod'
import type { Engine } from '../books/engine.ts'
import { toEvent } from '../books/objects.ts'
import type { SimulatorConfig } from '../config.ts'
import { signTransmission } from '../webhooks/signature.ts'
import { readBody } from './requests.ts'

const Verification = z.object({
  auth_algo: z.string(),
  cert_url: z.url(),
  transmission_id: z.string(),
  transmission_sig: z.string(),
  transmission_time: z.string(),
  webhook_id: z.string(),
  webhook_event: z.record(z.string(), z.unknown()),
})

/** Webhooks v1: the verification of a signature, and the list of events. */
export function createNotificationRoutes(engine: Engine, config: SimulatorConfig): Hono {
  const app = new Hono()

  app.post('/verify-webhook-signature', async (c) => {
    const body = await readBody(c, Verification)
    const { transmission_id: id, transmission_time: time, webhook_id: webhookId } = body
    const event = JSON.stringify(body.webhook_event)
    const own = signTransmission({ id, time, webhookId, body: event }, config.clientSecret)
    const isOurs = own === body.transmission_sig && webhookId === config.webhookId
    return c.json({ verification_status: isOurs ? 'SUCCESS' : 'FAILURE' })
  })

  /** Newest first; `page_size` up to 300, pages by `next` links as PayPal has them. */
  app.get('/webhooks-events', (c) => {
    const { start_time: from, end_time: to, page_size: size = '10', after } = c.req.query()
    const { books, url } = engine.context()
    const all = [...books.events.values()].reverse().filter(({ created }) => {
      const isLate = from === undefined || created >= Math.floor(Date.parse(from) / 1000) * 1000
      return isLate && (to === undefined || created <= Date.parse(to))
    })
    const start = after === undefined ? 0 : all.findIndex(({ id }) => id === after) + 1
    const page = all.slice(start, start + Number(size))
    const last = page.at(-1)?.id
    const next = new URL(c.req.url)
    next.searchParams.set('after', last ?? '')
    const isMore = last !== undefined && start + page.length < all.length
    const href = `${url}${next.pathname}${next.search}`
    const links = isMore ? [{ href, rel: 'next', method: 'GET' }] : []
    return c.json({ events: page.map((event) => toEvent(event, url)), count: page.length, links })
  })

  return app
}
