import { timingSafeEqual } from 'node:crypto'
import { Hono, type Context as HonoContext } from 'hono'
import { createActionPages } from './action-page.ts'
import type { Answer, Engine } from './engine.ts'
import { ApiError, badKey, invalidRequest, unknownUrl } from './errors.ts'
import { findEvent, listEvents } from './events.ts'
import { type Form, parseForm } from './form.ts'
import { newId } from './ids.ts'
import { cancelIntent, confirmIntent, createIntent } from './intents.ts'
import { readLedger } from './ledger.ts'
import { toEvent, toPaymentIntent, toRefund } from './objects.ts'
import { type Context, findIntent, findRefund, type Outcome } from './operations.ts'
import { createRefund } from './refunds.ts'

type Operation = (form: Form, context: Context) => Outcome

/** The HTTP side: the part of Stripe's API that the shop uses, the ledger, and the confirmation page. */
export function createApi(engine: Engine, secretKey: string): Hono {
  const app = new Hono()
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.route('/3ds', createActionPages(engine))
  app.use('/v1/*', (c, next) => requireKey(c, secretKey, next))

  app.post('/v1/payment_intents', (c) => change(c, engine, createIntent))
  app.post('/v1/payment_intents/:id/confirm', (c) => {
    const id = c.req.param('id')
    return change(c, engine, (form, context) => confirmIntent(id, form, context))
  })
  app.post('/v1/payment_intents/:id/cancel', (c) => {
    const id = c.req.param('id')
    return change(c, engine, (form, context) => cancelIntent(id, form, context))
  })
  app.post('/v1/refunds', (c) => change(c, engine, createRefund))

  app.get('/v1/payment_intents/:id', (c) =>
    c.json(toPaymentIntent(findIntent(engine.books, c.req.param('id')), engine.context())),
  )
  app.get('/v1/refunds/:id', (c) => c.json(toRefund(findRefund(engine.books, c.req.param('id')))))
  app.get('/v1/events', (c) => c.json(listEvents(parseForm(queryOf(c)), engine.context())))
  app.get('/v1/events/:id', (c) =>
    c.json(toEvent(findEvent(engine.books, c.req.param('id')), engine.context())),
  )
  app.get('/ledger', (c) => c.json(readLedger(engine.books)))

  app.notFound((c) => errorAnswer(unknownUrl(c.req.method, c.req.path)))
  app.onError((error) => {
    if (error instanceof ApiError) return errorAnswer(error)
    console.error(error)
    return errorAnswer(
      new ApiError(500, { type: 'api_error', message: 'An unknown error occurred' }),
    )
  })
  return app
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
  const given = c.req.header('authorization')?.replace(/^Bearer /i, '') ?? ''
  const [left, right] = [Buffer.from(given), Buffer.from(secretKey)]
  if (left.length !== right.length || !timingSafeEqual(left, right)) throw badKey(given)
  await next()
}

function queryOf(c: HonoContext): string {
  return new URL(c.req.url).search.slice(1)
}
