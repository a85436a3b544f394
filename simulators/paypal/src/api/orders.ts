import { Hono } from 'hono'
import { z } from 'zod'
import type { Context, Outcome } from '../books/context.ts'
import type { Engine } from '../books/engine.ts'
import { newId } from '../books/ids.ts'
import { authorize, takeMoney } from '../books/money.ts'
import { toOrder } from '../books/objects.ts'
import { applyChange, type Change, type OrderRecord } from '../books/records.ts'
import { notFound, unprocessable } from './errors.ts'
import { answer, readAmount, readBody } from './requests.ts'

const text = z.string().max(255)
export const Amount = z.object({ currency_code: z.string().regex(/^[A-Z]{3}$/), value: z.string() })
const Unit = z.object({
  reference_id: text.default('default'),
  custom_id: text.optional(),
  invoice_id: z.string().max(127).optional(),
  amount: Amount,
})
const Source = z.object({
  paypal: z.object({
    experience_context: z
      .object({ return_url: z.url().optional(), cancel_url: z.url().optional() })
      .optional(),
  }),
})
const CreateOrder = z.object({
  intent: z.enum(['CAPTURE', 'AUTHORIZE']),
  purchase_units: z.array(Unit).length(1),
  payment_source: Source.optional(),
})

/** Orders v2: create, show, capture, authorize. */
export function createOrderRoutes(engine: Engine): Hono {
  const app = new Hono()

  app.post('/', async (c) => {
    const body = await readBody(c, CreateOrder)
    return await answer(c, engine, (context) => createOrder(body, context))
  })

  app.get('/:id', (c) => {
    const context = engine.context()
    return c.json(toOrder(find(c.req.param('id'), context), context))
  })

  app.post('/:id/capture', async (c) => {
    return await answer(c, engine, (context) => captureOrder(c.req.param('id'), context))
  })

  app.post('/:id/authorize', async (c) => {
    return await answer(c, engine, (context) => authorizeOrder(c.req.param('id'), context))
  })

  return app
}

function createOrder(body: z.output<typeof CreateOrder>, context: Context): Outcome {
  const { intent, purchase_units: units, payment_source: source } = body
  const [unit] = units
  if (!unit) throw unprocessable('MISSING_PURCHASE_UNIT')
  const experience = source?.paypal.experience_context
  const order: OrderRecord = {
    ...{ id: newId(), intent, created: context.now, updated: context.now },
    ...{ amount: readAmount(unit.amount), currency: unit.amount.currency_code },
    ...{ referenceId: unit.reference_id, customId: unit.custom_id, invoiceId: unit.invoice_id },
    ...{ returnUrl: experience?.return_url, cancelUrl: experience?.cancel_url },
    ...{ withSource: source !== undefined },
    status: source ? 'PAYER_ACTION_REQUIRED' : 'CREATED',
  }
  const status = source ? 200 : 201
  return { status, body: toOrder(order, context), change: { orders: [order] } }
}

function captureOrder(id: string, context: Context): Outcome {
  const order = approved(find(id, context), 'CAPTURE')
  const { amount } = order
  const { change } = takeMoney({ order, amount, isFinal: true }, context)
  return shown(order, change, context)
}

function authorizeOrder(id: string, context: Context): Outcome {
  const order = approved(find(id, context), 'AUTHORIZE')
  return shown(order, authorize(order, context), context)
}

/** The order as it is after the change; what is changed again by its commit stays the same. */
function shown({ id }: OrderRecord, change: Change, context: Context): Outcome {
  const { orders, authorizations, captures } = change
  applyChange(context.books, { ...{ orders, authorizations, captures } } as Change)
  return { status: 201, body: toOrder(find(id, context), context), change }
}

function approved(order: OrderRecord, intent: OrderRecord['intent']): OrderRecord {
  const { status, payerCase } = order
  if (order.intent !== intent) throw unprocessable('ACTION_DOES_NOT_MATCH_INTENT')
  if (status === 'COMPLETED') {
    throw unprocessable(`ORDER_ALREADY_${intent === 'CAPTURE' ? 'CAPTURED' : 'AUTHORIZED'}`)
  }
  if (status !== 'APPROVED') throw unprocessable('ORDER_NOT_APPROVED')
  if (payerCase === 'declined') throw unprocessable('INSTRUMENT_DECLINED')
  return order
}

export function find(id: string, { books }: Context): OrderRecord {
  const order = books.orders.get(id)
  if (!order) throw notFound()
  return order
}
