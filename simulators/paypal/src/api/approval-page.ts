import { Hono } from 'hono'
import { html } from 'hono/html'
import { z } from 'zod'
import { toMoney } from '../books/amounts.ts'
import type { Engine } from '../books/engine.ts'
import { approve } from '../books/money.ts'
import { type OrderRecord, payerCases } from '../books/records.ts'

const pageHeaders = {
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action *",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}
const Case = z.enum(payerCases).optional().catch(undefined)
const waits = ({ status }: OrderRecord) =>
  status === 'CREATED' || status === 'PAYER_ACTION_REQUIRED'

/** Where the payer says yes or no, in place of PayPal's own page; the order's id is its token. */
export function createApprovalPages(engine: Engine): Hono {
  const app = new Hono()
  const orderOf = (token: string | undefined) => engine.books.orders.get(token ?? '')

  app.get('/', (c) => {
    const order = orderOf(c.req.query('token'))
    if (!order) return c.text('No such order', 404)
    return c.html(page(order, engine.context().testCases), 200, pageHeaders)
  })

  app.post('/approve', async (c) => {
    const { testCases } = engine.context()
    const order = orderOf(c.req.query('token'))
    if (!order) return c.text('No such order', 404)
    const payerCase = testCases ? Case.parse(c.req.query('case')) : undefined
    if (waits(order)) {
      await engine.run((context) => {
        return { status: 200, body: {}, change: approve(order, payerCase, context) }
      })
    }
    return leave(order.returnUrl, { token: order.id, PayerID: 'PAYERSIM00001' })
  })

  app.post('/refuse', (c) => {
    const order = orderOf(c.req.query('token'))
    if (!order) return c.text('No such order', 404)
    return leave(order.cancelUrl, { token: order.id })
  })

  return app
}

/** Back to the shop, with what PayPal adds to the address. */
function leave(back: string | undefined, added: Record<string, string>): Response {
  if (back === undefined) return new Response('You may close this page.')
  const url = new URL(back)
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value)
  return new Response(null, { status: 303, headers: { location: url.href } })
}

function page(order: OrderRecord, testCases: boolean) {
  const { currency_code: currency, value } = toMoney(order.amount, order.currency)
  const action = (verb: string, payerCase = '') =>
    `/checkoutnow/${verb}?token=${order.id}${payerCase && `&case=${payerCase}`}`
  const cases = payerCases.map(
    (name) =>
      html`<form method="post" action="${action('approve', name)}"><button>${name}</button></form>`,
  )
  const waiting = html`<p>The shop asks for <strong>${value} ${currency}</strong>.</p>
    <form method="post" action="${action('approve')}"><button class="yes">Approve</button></form>
    <form method="post" action="${action('refuse')}"><button>Refuse</button></form>
    ${testCases ? html`<p>Approve, but:</p>${cases}` : ''}`
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Pay with PayPal (simulated)</title>
        <style>
          body { font: 18px/1.5 system-ui, sans-serif; max-width: 26rem; margin: 10vh auto; padding: 0 1rem; }
          form { display: inline-block; margin: 0 0.5rem 0.5rem 0; }
          button { font: inherit; padding: 0.5rem 1.5rem; border: 1px solid #555; border-radius: 0.4rem; }
          .yes { background: #003087; color: #fff; }
        </style>
      </head>
      <body>
        <h1>Pay with PayPal</h1>
        ${waits(order) ? waiting : html`<p>Nothing is left to approve.</p>`}
        <p><small>PayPal simulator: no account is involved and no money moves.</small></p>
      </body>
    </html>`
}
