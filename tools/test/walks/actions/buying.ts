import { among, type Body, type Person, type Placed, read, type Walker } from './shop.ts'

/** Cards that pay, and cards that do not, or not at once, or whose refunds go wrong. */
const cards = [
  ...['pm_card_visa', 'pm_card_visa', 'pm_card_visa', 'pm_card_mastercard'],
  ...['pm_card_chargeDeclined', 'pm_card_chargeDeclinedInsufficientFunds'],
  ...['pm_card_authenticationRequired', 'pm_card_threeDSecure2Required'],
  ...[
    'pm_sim_slow',
    'pm_sim_duplicate_webhook',
    'pm_sim_out_of_order_webhook',
    'pm_sim_no_webhook',
  ],
  ...['pm_card_refundFail', 'pm_card_pendingRefund', 'pm_card_createDispute'],
]

const homes = [
  { recipient: 'Camille Durand', line1: '12 rue X', postalCode: '69002', city: 'Lyon' },
  { recipient: 'Ange Paoli', line1: '3 cours Y', postalCode: '20000', city: 'Ajaccio' },
].map((home) => ({ ...home, countryCode: 'FR' }))

/** Fills a cart and orders it: with codes or without, some lines of some things, any card. */
export async function place(walker: Walker): Promise<void> {
  const { shop, random, orders, newKey } = walker
  const owner = await walker.newShopper()
  const cart = await fill(walker, owner)
  if (!cart) return
  const shippingAddress = random() < 0.85 ? homes[0] : homes[1]
  const { countryCode, postalCode } = shippingAddress ?? {}
  const quote = await shop.send(`POST /carts/${cart.cartId}/quote`, {
    as: owner,
    body: { shippingAddress: { countryCode, postalCode } },
  })
  const options: Body[] = quote.body?.shippingOptions ?? []
  if (options.length === 0) return
  const body = {
    ...{ cartId: cart.cartId, shippingAddress, acceptTerms: true, locale: 'fr' },
    paymentMethod: { provider: 'stripe', token: among(walker, cards) },
    shippingOptionId: among(walker, options).optionId,
  }
  const headers = { 'idempotency-key': newKey(), ...waiting(walker) }
  const request = { as: owner, headers, body }
  const answer = await shop.send('POST /api/orders', request)
  if (answer.status === 201) note(orders, { orderId: answer.body.orderId, owner })
  // a client that does not trust its answer
  if (random() < 0.15) await shop.send('POST /api/orders', request)
  // the same cart again, while its order lives or after it has failed
  if (random() < 0.05)
    await again(walker, owner, { ...request, headers: { 'idempotency-key': newKey() } })
}

async function again({ shop, orders }: Walker, owner: Person, request: Body): Promise<void> {
  const answer = await shop.send('POST /api/orders', request)
  if (answer.status === 201) note(orders, { orderId: answer.body.orderId, owner })
}

function note(orders: Placed[], placed: Placed): void {
  if (!orders.some(({ orderId }) => orderId === placed.orderId)) orders.push(placed)
}

async function fill(walker: Walker, owner: Person): Promise<Body> {
  const { shop, random, skus, codes } = walker
  const count = 1 + Math.floor(random() * 3)
  const chosen = new Set(Array.from({ length: count }, () => among(walker, skus)))
  const lines = [...chosen].map((sku) => ({ sku, quantity: 1 + Math.floor(random() * 3) }))
  const { status, body } = await shop.send('PUT /cart', { as: owner, body: { lines } })
  if (status >= 300) return undefined
  if (random() < 0.5) {
    const code = among(walker, codes)
    await shop.send(`PUT /carts/${body.cartId}/coupons/${code}`, { as: owner })
  }
  return body
}

/** Some people wait for the outcome. */
function waiting({ random }: Walker): Record<string, string> {
  return random() < 0.3 ? { prefer: 'wait=10' } : {}
}

/** Pays again, with any card: also what is paid, or has ended. */
export async function payAgain(walker: Walker): Promise<void> {
  const { shop, random, newKey } = walker
  const placed = among(walker, walker.orders)
  const request = {
    as: placed.owner,
    body: { paymentMethod: { provider: 'stripe', token: among(walker, cards) } },
    headers: { 'idempotency-key': newKey(), ...waiting(walker) },
  }
  const operation = `POST /api/orders/${placed.orderId}/payments`
  await shop.send(operation, request)
  if (random() < 0.2) await shop.send(operation, request)
}

/** The shopper confirms at their bank, or refuses: now, or when it is too late. */
export async function confirmAtBank(walker: Walker): Promise<void> {
  const { shop, random } = walker
  const order = await read(walker, among(walker, walker.orders))
  const actionUrl: string | undefined = order?.payment?.actionUrl
  if (actionUrl === undefined) return
  const { pathname, search } = new URL(actionUrl)
  if (random() < 0.2) await shop.pause(random() * 3_000_000)
  await shop.provider(`${pathname}/${random() < 0.8 ? 'approve' : 'refuse'}${search}`)
}

/** The customer changes their mind, or staff do: at any moment. */
export async function cancel(walker: Walker): Promise<void> {
  const { shop, random, staff } = walker
  const { orderId, owner } = among(walker, walker.orders)
  const as = random() < 0.7 ? owner : staff
  if (random() < 0.2) await shop.send(`DELETE /api/orders/${orderId}`, { as })
  else
    await shop.send(`POST /api/orders/${orderId}/cancel`, {
      as,
      body: {},
      headers: waiting(walker),
    })
}
