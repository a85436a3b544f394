import { type Context, Hono } from 'hono'
import { z } from 'zod'
import type { Outcome } from '../books/context.ts'
import { resolveDispute, reviewDispute } from '../books/disputes.ts'
import type { Engine } from '../books/engine.ts'
import { toDispute } from '../books/objects.ts'
import type { DisputeRecord } from '../books/records.ts'
import { invalid, notFound, unprocessable } from './errors.ts'
import { answer, parseJson, readBody } from './requests.ts'

const Adjudication = z.object({ adjudication_outcome: z.enum(['BUYER_FAVOR', 'SELLER_FAVOR']) })

const Evidence = z.object({
  evidences: z.array(z.object({ evidence_type: z.string(), notes: z.string().max(21_000) })).min(1),
})

/** Evidence comes as a form whose part `input` is JSON. */
async function readNotes(c: Context): Promise<string> {
  const { input } = await c.req.parseBody()
  const text = typeof input === 'string' ? input : await input?.text()
  const parsed = Evidence.safeParse(parseJson(text ?? ''))
  if (!parsed.success) throw invalid('/input', 'is no evidence')
  return parsed.data.evidences.map(({ notes }) => notes).join('\n')
}

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
  app.post('/:id/provide-evidence', async (c) => {
    const notes = await readNotes(c)
    return await answer(c, engine, (context) => {
      const dispute = open(c.req.param('id'))
      if (dispute.status === 'UNDER_REVIEW' || dispute.sellerDue < context.now)
        throw unprocessable('ACTION_NOT_ALLOWED')
      return { ...done, change: reviewDispute({ ...dispute, notes }, context) }
    })
  })
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
