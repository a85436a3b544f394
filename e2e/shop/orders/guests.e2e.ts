import { describe, expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { buyAsGuest, type GuestOrder } from '../../src/guest.ts'
import { openJourney } from '../../src/journey.ts'
import { linkIn, mailTo } from '../../src/mailbox.ts'
import { home, reach, register, sell } from '../../src/shopper.ts'

const { api, platform, staff } = await openJourney()

const asShopper = ({ guest }: GuestOrder) => ({ email: '', token: guest.accessToken })

/** What every service owns of an order. */
const thingsOf = ({ orderId, invoice, payment, parcels }: GuestOrder) => [
  `/api/orders/${orderId}`,
  `/api/orders/${orderId}/tracking`,
  `/api/invoices/${invoice.invoiceId}`,
  `/api/invoices/${invoice.invoiceId}/pdf`,
  `/api/payment-intents/${payment.paymentIntentId}`,
  ...parcels.map(({ shipmentId }) => `/api/shipments/${shipmentId}`),
]

async function delivered(email?: string) {
  const sku = await sell(api, staff, { price: 2_000, stock: 5 })
  const bought = await buyAsGuest(api, sku, email === undefined ? {} : { email })
  const { order } = bought
  const ended = await reach(api, asShopper(order), order.orderId, 'delivered')
  return { ...bought, order: { ...order, ...ended, guest: order.guest } }
}

const statusesOf = async (paths: string[], token?: string) =>
  await Promise.all(
    paths.map(async (path) => (await api(`GET ${path}`, token ? { token } : {})).status),
  )

describe('a guest', () => {
  it('orders, pays, follows the parcel and reads the papers; another guest finds none of it', async () => {
    const { order, email } = await delivered()
    expect(order).toMatchObject({ email, paymentStatus: 'paid' })
    const paths = thingsOf(order)
    await eventually(
      'the invoice to be printed',
      () => statusesOf(paths, order.guest.accessToken),
      (seen) => seen.every((status) => status === 200),
    )
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const other = await buyAsGuest(api, sku)
    const seen = await statusesOf(paths, other.order.guest.accessToken)
    expect(seen).toEqual(paths.map(() => 404))
    const unsigned = await statusesOf(paths)
    expect(unsigned).toEqual(paths.map(() => 401))
    expect(await statusesOf(['/api/me', '/api/orders'], order.guest.accessToken)).toEqual([
      401, 401,
    ])
  })

  it('pays again after a refused card', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const { order } = await buyAsGuest(api, sku, { method: 'pm_card_chargeDeclined' })
    expect([order.status, order.paymentStatus]).toEqual(['awaiting_payment', 'failed'])
    const paid = await api<GuestOrder>(`POST /api/orders/${order.orderId}/payments`, {
      ...{ token: order.guest.accessToken, key: `again-${order.orderId}` },
      headers: { prefer: 'wait=15' },
      body: { paymentMethod: { provider: 'stripe', token: 'pm_card_visa' } },
    })
    expect([paid.status, paid.body.paymentStatus]).toEqual([200, 'paid'])
  })

  it('finds the order again by its number and email, through a link that works once', async () => {
    const sku = await sell(api, staff, { price: 2_000, stock: 5 })
    const { order, email } = await buyAsGuest(api, sku)
    const lookUp = (number: string) =>
      api<{ link?: string }>('POST /api/orders/lookup', { body: { number, email } })
    const [known, unknown] = [await lookUp(order.number), await lookUp('CMD-0000-0000')]
    expect([known.status, unknown.status]).toEqual([202, 202])
    const open = (link: string) =>
      api<GuestOrder['guest'] & { code: string }>('POST /api/orders/links', { body: { link } })
    // in the answer where the shop was started so, as in a cluster's tests
    const link = known.body.link ?? linkIn(await mailTo(platform, email, /lien vers la commande/))
    const opened = await open(link)
    expect(opened.body.orderId).toBe(order.orderId)
    const path = `/api/orders/${order.orderId}`
    expect(await statusesOf([path], opened.body.accessToken)).toEqual([200])
    expect((await open(link)).status).toBe(401)
  })

  it('brings the order into an account: list, invoice, payment and shipment follow', async () => {
    const { order } = await delivered()
    const shopper = await register(api)
    const body = { orderToken: order.guest.orderToken }
    const attach = (token: string) =>
      api<GuestOrder>(`POST /api/orders/${order.orderId}/attach`, { token, body })
    const attached = [await attach(shopper.token), await attach(shopper.token)]
    expect(attached.map(({ status }) => status)).toEqual([200, 200])
    const list = await api<{ items: { orderId: string }[] }>('GET /api/orders', {
      token: shopper.token,
    })
    expect(list.body.items.map(({ orderId }) => orderId)).toEqual([order.orderId])
    const paths = thingsOf(order)
    await eventually(
      'every service to know the new owner',
      () => statusesOf(paths, shopper.token),
      (seen) => seen.every((status) => status === 200),
    )
    expect(await statusesOf(paths, order.guest.accessToken)).toEqual(paths.map(() => 404))
    expect((await attach((await register(api)).token)).status).toBe(404)
  })

  it('is erased by staff in orders, shipments and payments, as a deleted account is', async () => {
    const { order, email } = await delivered()
    const erased = await api('POST /api/orders/erasures', { token: staff, body: { email } })
    expect([erased.status, erased.body]).toEqual([202, { orders: 1 }])
    const [parcel] = order.parcels
    const things = [
      `/api/orders/${order.orderId}`,
      `/api/shipments/${parcel?.shipmentId}`,
      `/api/payment-intents/${order.payment.paymentIntentId}`,
    ]
    const left = async () => {
      const answers = await Promise.all(things.map((path) => api(`GET ${path}`, { token: staff })))
      const traces = [email, home.recipient, home.line1, home.city]
      return traces.filter((trace) =>
        JSON.stringify(answers.map(({ body }) => body)).includes(trace),
      )
    }
    await eventually('the guest to be forgotten', left, (found) => found.length === 0, 30_000)
    const token = { orderId: order.orderId, orderToken: order.guest.orderToken }
    const session = await api('POST /api/orders/guest-sessions', { body: token })
    expect(session.status).toBe(401)
  })
})
