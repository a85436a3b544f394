import { Hono } from 'hono'
import { html } from 'hono/html'
import { answerChallenge } from '../engine/charging.ts'
import type { Engine } from '../engine/engine.ts'
import type { IntentRecord } from '../engine/records.ts'

const pageHeaders = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action *",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/** The page where a shopper confirms a payment (3-D Secure), with two buttons and no field. */
export function createActionPages(engine: Engine): Hono {
  const app = new Hono()

  app.get('/:id', (c) => {
    const intent = secretIntent(engine, c.req.param('id'), c.req.query('secret'))
    if (!intent) return c.text('No such payment', 404)
    return c.html(page(intent), 200, pageHeaders)
  })

  app.post('/:id/:answer{approve|refuse}', async (c) => {
    const id = c.req.param('id')
    const intent = secretIntent(engine, id, c.req.query('secret'))
    if (!intent) return c.text('No such payment', 404)
    if (intent.status !== 'requires_action') return leave(intent)
    const answer = c.req.param('answer') === 'approve' ? 'approve' : 'refuse'
    await engine.run(({ now }) => ({
      status: 200,
      body: {},
      change: answerChallenge(intent, answer, now).change,
    }))
    return leave(engine.books.intents.get(id) ?? intent)
  })

  return app
}

function secretIntent(
  engine: Engine,
  id: string,
  secret: string | undefined,
): IntentRecord | undefined {
  const intent = engine.books.intents.get(id)
  return intent?.clientSecret === secret ? intent : undefined
}

/** Back to the shop, with what Stripe adds to the return address. */
function leave(intent: IntentRecord): Response {
  const status = intent.status === 'succeeded' ? 'succeeded' : 'failed'
  if (!intent.returnUrl) return new Response(`Payment ${status}. You may close this page.`)
  const url = new URL(intent.returnUrl)
  url.searchParams.set('payment_intent', intent.id)
  url.searchParams.set('payment_intent_client_secret', intent.clientSecret)
  url.searchParams.set('redirect_status', status)
  return new Response(null, { status: 303, headers: { location: url.href } })
}

function page(intent: IntentRecord) {
  const amount = `${(intent.amount / 100).toFixed(2)} ${intent.currency.toUpperCase()}`
  const action = (answer: string) => `/3ds/${intent.id}/${answer}?secret=${intent.clientSecret}`
  const waiting = html`<p>The shop asks for <strong>${amount}</strong>.</p>
    <form method="post" action="${action('approve')}"><button class="yes">Approve</button></form>
    <form method="post" action="${action('refuse')}"><button>Refuse</button></form>`
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Confirm the payment</title>
        <style>
          body { font: 18px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 10vh auto; padding: 0 1rem; }
          form { display: inline-block; margin-right: 1rem; }
          button { font: inherit; padding: 0.5rem 1.5rem; border: 1px solid #555; border-radius: 0.4rem; }
          .yes { background: #14532d; color: #fff; }
        </style>
      </head>
      <body>
        <h1>Confirm the payment</h1>
        ${intent.status === 'requires_action' ? waiting : html`<p>Nothing is left to confirm.</p>`}
        <p><small>Payment simulator: no bank is involved and no card is read.</small></p>
      </body>
    </html>`
}
