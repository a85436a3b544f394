import { Hono } from 'hono'
import { z } from 'zod'
import type { Outcome } from '../books/context.ts'
import { resolveDispute, reviewDispute } from '../books/disputes.ts'
import type { Engine } from '../books/engine.ts'
import { toDispute } from '../books/objects.ts'
import type { DisputeRecord } from '../books/records.ts'
import { notFound, unprocessable } from './errors.ts'
import { answer, readBody } from './requests.ts'

const Adjudication = z.object({ adjudication_outcome: z.enum(['BUYER_FAVOR', 'SELLER_FAVOR']) })

/** Disputes v1: list, show, evidence, give in; and adjudicate, as PayPal's sandbox has it. */
export function createDisputeRoutes(engine: Engine): Hono {
  const app = new Hono()
  const find = (id: string): DisputeRecord => {
    const dispute = engine.books.disputes.get(id)
    if (!dispute) throw notFound()
    return dispute
  }
  const open = (id: string): DisputeRecord => {
    const dispute = find(id)
    if (dispute.status === 'RESOLVED') throw unprocessable('DISPUTE_CLOSED')
    return dispute
  }
  const done: Pick<Outcome, 'status' | 'body'> = { status: 200, body: { links: [] } }

  app.get('/', (c) => {
    const context = engine.context()
    const captureId = c.req.query('disputed_transaction_id')
    const items = [...context.books.disputes.values()].filter(
      (dispute) => captureId === undefined || dispute.captureId === captureId,
    )
    return c.json({ items: items.map((dispute) => toDispute(dispute, context)), links: [] })
  })
  app.get('/:id', (c) => c.json(toDispute(find(c.req.param('id')), engine.context())))
  app.post('/:id/provide-evidence', async (c) =>
    answer(c, engine, (context) => {
      return { ...done, change: reviewDispute(open(c.req.param('id')), context) }
    }),
  )
  app.post('/:id/accept-claim', async (c) =>
    answer(c, engine, (context) => {
      return { ...done, change: resolveDispute(open(c.req.param('id')), 'BUYER', context) }
    }),
  )
  app.post('/:id/adjudicate', async (c) => {
    const { adjudication_outcome: outcome } = await readBody(c, Adjudication)
    const winner = outcome === 'BUYER_FAVOR' ? 'BUYER' : 'SELLER'
    return await answer(c, engine, (context) => {
      return { ...done, change: resolveDispute(open(c.req.param('id')), winner, context) }
    })
  })
  return app
}
