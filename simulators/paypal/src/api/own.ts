import { Hono } from 'hono'
import { z } from 'zod'
import { openDispute } from '../books/disputes.ts'
import type { Engine } from '../books/engine.ts'
import { failRefund, voidAuthorization } from '../books/money.ts'
import { toDispute } from '../books/objects.ts'
import { type Entry, refundableOf } from '../books/records.ts'
import { notFound, unprocessable } from './errors.ts'
import { readBody } from './requests.ts'

const Open = z.object({
  capture_id: z.string(),
  amount: z.int().min(1).optional(),
  reason: z.string().default('UNAUTHORISED'),
})
const State = z.object({
  away: z.boolean().optional(),
  webhooks: z.enum(['on', 'lost']).optional(),
})

/** What the simulator may be told: `away` answers 503 to every call of the API, and counts them. */
export type Mood = { away: boolean; turnedAway: number }

/** Its own routes: the ledger, a payer who disputes, a refund that comes back, outages. */
export function createOwnRoutes(engine: Engine, mood: Mood): Hono {
  const app = new Hono()

  app.get('/ledger', (c) => {
    const line = ({ kind, customId, ...entry }: Entry) => {
      return { ...entry, kind, metadata: customId ? { payment_intent_id: customId } : {} }
    }
    const of = (kinds: readonly Entry['kind'][]) =>
      engine.books.entries.filter(({ kind }) => kinds.includes(kind)).map(line)
    const charges = of(['charge'])
    const refunds = of(['refund', 'refund_reversal'])
    const { authorizations, orders } = engine.books
    const authorised = [...authorizations.values()]
      .filter(({ status }) => status === 'CREATED')
      .map(({ id, amount, orderId }) => {
        const { currency = 'EUR', customId } = orders.get(orderId) ?? {}
        const metadata = customId ? { payment_intent_id: customId } : {}
        return { reference: id, amount, currency, metadata }
      })
    const disputes = of(['dispute', 'dispute_reversal'])
    return c.json({ charges, refunds, disputes, authorised })
  })

  app.post('/disputes', async (c) => {
    const { capture_id: id, amount, reason } = await readBody(c, Open)
    const capture = engine.books.captures.get(id)
    if (!capture) throw notFound()
    const { body } = await engine.run((context) => {
      if (refundableOf(context.books, capture) === 0) throw unprocessable('NOTHING_TO_DISPUTE')
      const { dispute, change } = openDispute(capture, { amount, reason }, context)
      return { status: 201, body: toDispute(dispute, context), change }
    })
    return c.body(body, 201, { 'content-type': 'application/json' })
  })

  app.post('/authorizations/:id/expire', async (c) => {
    const authorization = engine.books.authorizations.get(c.req.param('id'))
    if (!authorization) throw notFound()
    await engine.run((context) => {
      return { status: 200, body: {}, change: voidAuthorization(authorization, context) }
    })
    return c.json({ id: authorization.id })
  })

  app.post('/refunds/:id/fail', async (c) => {
    const refund = engine.books.refunds.get(c.req.param('id'))
    if (!refund) throw notFound()
    await engine.run((context) => {
      return { status: 200, body: {}, change: failRefund(refund, context) }
    })
    return c.json({ id: refund.id })
  })

  addStateRoutes(app, engine, mood)
  return app
}

/** How things are with it, what it did to the shop since, and how they are to be. */
function addStateRoutes(app: Hono, engine: Engine, mood: Mood): void {
  app.get('/state', (c) => c.json({ ...mood, webhooks: engine.webhooks.tally() }))

  app.put('/state', async (c) => {
    const { away, webhooks } = await readBody(c, State)
    if (away !== undefined) mood.away = away
    if (webhooks !== undefined) engine.webhooks.lose(webhooks === 'lost')
    return c.body(null, 204)
  })
}
