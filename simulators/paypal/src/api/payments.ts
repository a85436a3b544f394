import { Hono } from 'hono'
import { z } from 'zod'
import type { Context, Outcome } from '../books/context.ts'
import type { Engine } from '../books/engine.ts'
import { giveBack, voidAuthorization as letGo, takeMoney } from '../books/money.ts'
import { toAuthorization, toCapture, toRefund } from '../books/objects.ts'
import { type AuthorizationRecord, applyChange, merge, refundableOf } from '../books/records.ts'
import { notFound, unprocessable } from './errors.ts'
import { Amount, find } from './orders.ts'
import { answer, readAmount, readBody } from './requests.ts'

const Refund = z.object({
  amount: Amount.optional(),
  custom_id: z.string().max(255).optional(),
  note_to_payer: z.string().max(255).optional(),
})
const Capture = z.object({ amount: Amount.optional(), final_capture: z.boolean().default(false) })

/** Payments v2: captures, their refunds, authorizations. */
export function createPaymentRoutes(engine: Engine): Hono {
  const app = new Hono()

  app.get('/captures/:id', (c) => {
    const context = engine.context()
    return c.json(toCapture(found(context.books.captures, c.req.param('id')), context))
  })
  app.post('/captures/:id/refund', async (c) => {
    const body = await readBody(c, Refund)
    return await answer(c, engine, (context) => refund(c.req.param('id'), body, context))
  })
  app.get('/refunds/:id', (c) => {
    const context = engine.context()
    return c.json(toRefund(found(context.books.refunds, c.req.param('id')), context))
  })
  app.get('/authorizations/:id', (c) => {
    const context = engine.context()
    return c.json(toAuthorization(found(context.books.authorizations, c.req.param('id')), context))
  })
  app.post('/authorizations/:id/capture', async (c) => {
    const body = await readBody(c, Capture)
    return await answer(c, engine, (context) => capture(c.req.param('id'), body, context))
  })
  app.post('/authorizations/:id/void', async (c) => {
    return await answer(c, engine, (context) => voidAuthorization(c.req.param('id'), context))
  })
  return app
}

function found<T>(records: ReadonlyMap<string, T>, id: string): T {
  const record = records.get(id)
  if (record === undefined) throw notFound()
  return record
}

function refund(id: string, body: z.output<typeof Refund>, context: Context): Outcome {
  const { books } = context
  const taken = found(books.captures, id)
  const left = refundableOf(books, taken)
  const amount = body.amount ? readAmount(body.amount) : left
  const currency = books.orders.get(taken.orderId)?.currency
  if (body.amount && body.amount.currency_code !== currency)
    throw unprocessable('CURRENCY_MISMATCH')
  if (taken.status !== 'COMPLETED') throw unprocessable('REFUND_NOT_ALLOWED')
  if (left === 0) throw unprocessable('CAPTURE_FULLY_REFUNDED')
  if (amount > left) throw unprocessable('REFUND_AMOUNT_EXCEEDED')
  const { refund: made, change } = giveBack(taken, { amount, customId: body.custom_id }, context)
  applyChange(books, { refunds: [made] })
  return { status: 201, body: toRefund(made, context), change }
}

const capturedOf = ({ id }: AuthorizationRecord, { books }: Context): number =>
  [...books.captures.values()]
    .filter(({ authorizationId, status }) => authorizationId === id && status !== 'DECLINED')
    .reduce((sum, { amount }) => sum + amount, 0)

function capture(id: string, body: z.output<typeof Capture>, context: Context): Outcome {
  const { books, now } = context
  const authorization = found(books.authorizations, id)
  const order = find(authorization.orderId, context)
  const open = authorization.amount - capturedOf(authorization, context)
  const amount = body.amount ? readAmount(body.amount) : open
  if (authorization.status === 'VOIDED') throw unprocessable('AUTHORIZATION_VOIDED')
  if (authorization.status === 'CAPTURED') throw unprocessable('AUTHORIZATION_ALREADY_CAPTURED')
  if (now > authorization.expires) throw unprocessable('AUTHORIZATION_EXPIRED')
  if (amount > open) throw unprocessable('MAX_CAPTURE_AMOUNT_EXCEEDED')
  const isFinal = body.final_capture || amount === open
  const taken = takeMoney({ order, amount, authorization, isFinal }, context)
  const status = isFinal ? 'CAPTURED' : 'PARTIALLY_CAPTURED'
  const { due, ...held } = authorization
  const left = isFinal ? {} : { due }
  const change = merge({ authorizations: [{ ...held, ...left, status }] }, taken.change)
  applyChange(books, { captures: [taken.capture] })
  return { status: 201, body: toCapture(taken.capture, context), change }
}

function voidAuthorization(id: string, context: Context): Outcome {
  const authorization = found(context.books.authorizations, id)
  if (authorization.status === 'VOIDED') throw unprocessable('PREVIOUSLY_VOIDED')
  if (authorization.status === 'CAPTURED') throw unprocessable('PREVIOUSLY_CAPTURED')
  return { status: 204, body: {}, change: letGo(authorization, context) }
}
