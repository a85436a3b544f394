import { randomBytes } from 'node:crypto'
import { type Answer, type Api, eventually, newKey } from './api.ts'

export type Money = { amount: number; currency: string }
export type OrderBody = {
  orderId: string
  number: string
  status: string
  paymentStatus: string
  totals: { grandTotal: Money }
  payment: {
    paymentIntentId: string
    actionUrl?: string
    failureCode?: string
    attempt: number
    refunded?: Money
  }
  invoice: {
    invoiceId: string
    number?: string
    pdfReady: boolean
    creditNoteId?: string
    creditNoteNumber?: string
  }
  parcels: { shipmentId: string; trackingNumber?: string; status: string }[]
  ending?: { reason: string; shortages?: { sku: string; requested: number; available: number }[] }
  history: { id: number; type: string; status: string }[]
}
export type Problem = {
  code: string
  status: number
  shortages?: { sku: string; available: number }[]
  orderId?: string
}

export const home = {
  recipient: 'Camille Durand',
  line1: '12 rue de la République',
  postalCode: '69002',
  city: 'Lyon',
  countryCode: 'FR',
}

export type Shopper = { readonly email: string; readonly token: string }

/** The password that `register` sets. */
export const password = 'une phrase de passe assez longue'

/** Throws what was answered unless it has the status, or any of success. */
export function expectStatus(
  what: string,
  { status, body }: Answer<unknown>,
  wanted?: number,
): void {
  if (wanted === undefined ? status < 300 : status === wanted) return
  throw new Error(`${what}: ${status} ${JSON.stringify(body)}`)
}

/** Registers a new shopper, with an address that nobody has unless one is given. */
export async function register(
  api: Api,
  email = `shopper-${randomBytes(6).toString('hex')}@example.com`,
): Promise<Shopper> {
  const body = {
    email,
    password,
    firstName: 'Camille',
    lastName: 'Durand',
    locale: 'fr',
  }
  const answer = await api<{ accessToken: string }>('POST /api/auth/register', { body })
  expectStatus('register', answer, 201)
  return { email, token: answer.body.accessToken }
}

export async function signIn(
  api: Api,
  person: { email: string; password: string },
): Promise<string> {
  const answer = await api<{ accessToken: string }>('POST /api/auth/login', { body: person })
  expectStatus('log in', answer, 200)
  return answer.body.accessToken
}

/** Puts a product with one variant and its stock on sale; answers its SKU. */
export async function sell(
  api: Api,
  staff: string,
  product: { price: number; stock: number; title?: string; weightGrams?: number },
): Promise<string> {
  const sku = `E2E-${randomBytes(4).toString('hex')}`
  const price = { amount: product.price, currency: 'EUR' }
  const body = {
    status: 'active',
    title: product.title ? { fr: product.title } : { fr: `Objet ${sku}`, en: `Thing ${sku}` },
    variants: [{ sku, price, weightGrams: product.weightGrams ?? 400 }],
    categoryIds: [await shelf(api, staff)],
  }
  const created = await api('POST /api/products', { token: staff, body })
  expectStatus('product', created, 201)
  const stocked = await api(`PUT /api/stock/${sku}`, {
    token: staff,
    body: { onHand: product.stock },
  })
  expectStatus('stock', stocked)
  return sku
}

/** The category of what these tests sell. */
export async function shelf(api: Api, staff: string): Promise<string> {
  const known = await api<{ items: { categoryId: string; slug: string }[] }>('GET /api/categories')
  const found = known.body.items.find((category) => category.slug === 'e2e')
  if (found) return found.categoryId
  const body = { slug: 'e2e', name: { fr: 'Essais', en: 'Trials' } }
  const created = await api<{ categoryId: string }>('POST /api/categories', { token: staff, body })
  return created.status === 201 ? created.body.categoryId : shelf(api, staff)
}

/** A signed-in shopper's cart with these lines; answers its id. */
export async function fillCart(
  api: Api,
  shopper: Shopper,
  lines: { sku: string; quantity: number }[],
): Promise<string> {
  const answer = await api<{ cartId: string }>('PUT /cart', {
    token: shopper.token,
    body: { lines },
  })
  expectStatus('cart', answer)
  return answer.body.cartId
}

type Quote = { shippingOptions: { optionId: string }[]; totals: { grandTotal: Money } }

/** The first way to ship this cart home. */
export async function chooseShipping(api: Api, shopper: Shopper, cartId: string): Promise<string> {
  const shippingAddress = { countryCode: home.countryCode, postalCode: home.postalCode }
  const answer = await api<Quote>(`POST /carts/${cartId}/quote`, {
    token: shopper.token,
    body: { shippingAddress },
  })
  const option = answer.body.shippingOptions?.[0]
  if (!option) throw new Error(`quote: ${answer.status} ${JSON.stringify(answer.body)}`)
  return option.optionId
}

export type Placing = {
  cartId: string
  shippingOptionId: string
  method?: string
  wait?: number
  key?: string
  shippingAddress?: object
  pickupPointId?: string | undefined
}

/** By card unless the method is PayPal. */
const methodOf = ({ method = 'pm_card_visa' }: Placing) => ({
  ...{ provider: method === 'paypal' ? 'paypal' : 'stripe', token: method },
})

/** Places the order of a cart. */
export function place(
  api: Api,
  shopper: Shopper,
  placing: Placing,
): Promise<Answer<OrderBody & Problem>> {
  return api('POST /api/orders', {
    token: shopper.token,
    key: placing.key ?? newKey(),
    headers: placing.wait ? { prefer: `wait=${placing.wait}` } : {},
    body: {
      cartId: placing.cartId,
      shippingAddress: placing.shippingAddress ?? home,
      paymentMethod: methodOf(placing),
      shippingOptionId: placing.shippingOptionId,
      ...(placing.pickupPointId && { pickupPointId: placing.pickupPointId }),
      acceptTerms: true,
      locale: 'fr',
    },
  })
}

/** A new shopper orders one unit of a SKU. */
export async function buy(api: Api, sku: string, method?: string) {
  const shopper = await register(api)
  const cartId = await fillCart(api, shopper, [{ sku, quantity: 1 }])
  const shippingOptionId = await chooseShipping(api, shopper, cartId)
  const answer = await place(api, shopper, {
    cartId,
    shippingOptionId,
    wait: 15,
    ...(method ? { method } : {}),
  })
  return { shopper, cartId, shippingOptionId, answer, order: answer.body }
}

export async function readOrder(api: Api, shopper: Shopper, orderId: string): Promise<OrderBody> {
  const answer = await api<OrderBody>(`GET /api/orders/${orderId}`, { token: shopper.token })
  expectStatus('order', answer, 200)
  return answer.body
}

/** Waits until an order is in one of the states. */
export function reach(
  api: Api,
  shopper: Shopper,
  orderId: string,
  ...states: string[]
): Promise<OrderBody> {
  return eventually(
    `order ${orderId} to be ${states.join(' or ')}`,
    () => readOrder(api, shopper, orderId),
    (order) => states.includes(order.status),
    45_000,
  )
}

export async function onHand(
  api: Api,
  staff: string,
  sku: string,
): Promise<{ onHand: number; available: number }> {
  const answer = await api<{ onHand: number; available: number }>(`GET /api/stock/${sku}`, {
    token: staff,
  })
  return answer.body
}
