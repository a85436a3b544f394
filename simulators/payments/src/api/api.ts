import { timingSafeEqual } from 'node:crypto'
import { Hono, type Context as HonoContext } from 'hono'
import { closeDispute, createDispute, decideDispute, updateDispute } from '../engine/disputes.ts'
import type { Answer, Engine } from '../engine/engine.ts'
import { newId } from '../engine/ids.ts'
import {
  cancelIntent,
  captureIntent,
  confirmIntent,
  createIntent,
  expireIntentNow,
  readIntent,
} from '../engine/intents.ts'
import { readLedger } from '../engine/ledger.ts'
import { toCharge, toDispute, toEvent, toRefund } from '../engine/objects.ts'
import { payOut } from '../engine/payouts.ts'
import { stateOf } from '../engine/records.ts'
import { createRefund, failRefundNow } from '../engine/refunds.ts'
import { createActionPages } from './action-page.ts'
import { ApiError, badKey, invalidRequest, unknownUrl } from './errors.ts'
import { type Form, parseForm } from './form.ts'
import { listCharges, listDisputes, listEvents, listRefunds } from './lists.ts'
import { type Context, find, findCharge, type Outcome } from './operations.ts'
import { listBalanceTransactions, listPayouts } from './settlement-lists.ts'

type Operation = (form: Form, context: Context) => Outcome
type Reading = (form: Form, context: Context, id: string) => object

/** The HTTP side: the part of Stripe's API that the shop uses, the simulator's own routes, and the confirmation page. */
export function createApi(engine: Engine, secretKey: string): Hono {
  const app = new Hono()
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.route('/3ds', createActionPages(engine))
  app.use(async (c, next) => requireKey(c, secretKey, next))
  addStripeChanges(app, engine)
  addStripeReadings(app, engine)
  app.get('/ledger', (c) => c.json(readLedger(engine.books)))
  app.post('/disputes', (c) => change(c, engine, createDispute))
  app.post('/payouts', (c) => change(c, engine, (_form, context) => payOut(context)))
  app.post('/disputes/:id/decide', (c) => {
    const id = c.req.param('id')
    return change(c, engine, (form, context) => decideDispute(id, form, context))
  })
  app.post('/authorisations/:id/expire', (c) => {
    const id = c.req.param('id')
    return change(c, engine, (_form, context) => expireIntentNow(id, context))
  })
  app.post('/refunds/:id/fail', (c) => {
    const id = c.req.param('id')
    return change(c, engine, (_form, context) => failRefundNow(id, context))
  })

  app.notFound((c) => errorAnswer(unknownUrl(c.req.method, c.req.path)))
  app.onError((error) => {
    if (error instanceof ApiError) return errorAnswer(error)
    console.error(error)
    const unknown = { type: 'api_error', message: 'An unknown error occurred' }
    return errorAnswer(new ApiError(500, unknown))
  })
  return app
}

function addStripeChanges(app: Hono, engine: Engine): void {
  const add = (path: string, operation: (id: string, form: Form, context: Context) => Outcome) =>
    app.post(path, (c) => {
      const id = c.req.param('id') ?? ''
      return change(c, engine, (form, context) => operation(id, form, context))
    })
  add('/v1/payment_intents', (_id, form, context) => createIntent(form, context))
  add('/v1/payment_intents/:id/confirm', confirmIntent)
  add('/v1/payment_intents/:id/cancel', cancelIntent)
  add('/v1/payment_intents/:id/capture', captureIntent)
  add('/v1/refunds', (_id, form, context) => createRefund(form, context))
  add('/v1/disputes/:id', updateDispute)
  add('/v1/disputes/:id/close', closeDispute)
}

function addStripeReadings(app: Hono, engine: Engine): void {
  const list = (path: string, read: Reading) =>
    app.get(path, (c) =>
      c.json(read(parseForm(queryOf(c)), engine.context(), c.req.param('id') ?? '')),
    )
  list('/v1/events', listEvents)
  list('/v1/refunds', listRefunds)
  list('/v1/disputes', listDisputes)
  list('/v1/charges', listCharges)
  list('/v1/payouts', listPayouts)
  list('/v1/balance_transactions', listBalanceTransactions)

  const one = (path: string, read: (id: string, form: Form, context: Context) => object) =>
    list(path, (form, context, id) => read(id, form, context))
  const { books } = engine
  one('/v1/payment_intents/:id', readIntent)
  one('/v1/events/:id', (id, _form, context) => toEvent(find(books.events, 'event', id), context))
  one('/v1/refunds/:id', (id) => toRefund(find(books.refunds, 'refund', id)))
  one('/v1/disputes/:id', (id) => toDispute(find(books.disputes, 'dispute', id)))
  one('/v1/charges/:id', (id) => {
    const intent = findCharge(books, id)
    return toCharge(intent, stateOf(books, intent))
  })
}

async function change(c: HonoContext, engine: Engine, operation: Operation): Promise<Response> {
  const key = c.req.header('idempotency-key')
  if (key !== undefined && key.length > 255)
    throw invalidRequest('Idempotency keys are limited to 255 characters.')
  const body = await c.req.text()
  const run = (context: Context) => operation(parseForm(body), context)
  if (!key) return toResponse(await engine.run(run))
  return toResponse(await engine.runOnce({ key, request: `${c.req.path}\n${body}` }, run))
}

function toResponse({ status, body, replayed }: Answer): Response {
  const headers = new Headers({ 'content-type': 'application/json', 'request-id': newId('req') })
  if (replayed) headers.set('idempotent-replayed', 'true')
  return new Response(body, { status, headers })
}

function errorAnswer({ status, error }: ApiError): Response {
  return Response.json({ error }, { status, headers: { 'request-id': newId('req') } })
}

async function requireKey(
  c: HonoContext,
  secretKey: string,
  next: () => Promise<void>,
): Promise<void> {
  const given = keyOf(c.req.header('authorization') ?? '')
  const [left, right] = [Buffer.from(given), Buffer.from(secretKey)]
  if (left.length !== right.length || !timingSafeEqual(left, right)) throw badKey(given)
  await next()
}

/** The key as a bearer token, or as the user name of basic authentication (`curl -u "$STRIPE_SECRET_KEY:"`). */
function keyOf(authorization: string): string {
  const basic = authorization.match(/^Basic (.+)$/i)?.[1]
  if (basic === undefined) return authorization.replace(/^Bearer /i, '')
  return Buffer.from(basic, 'base64').toString().split(':')[0] ?? ''
}

function queryOf(c: HonoContext): string {
  return new URL(c.req.url).search.slice(1)
}
