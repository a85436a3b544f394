import { guestIdOf } from '@comptoir/contracts/ids'
import { methodOf, waiting } from './paying.ts'
import { among, type Body, type Person, type Placed, type Request, type Walker } from './shop.ts'

export const homes = [
  { recipient: 'Camille Durand', line1: '12 rue X', postalCode: '69002', city: 'Lyon' },
  { recipient: 'Ange Paoli', line1: '3 cours Y', postalCode: '20000', city: 'Ajaccio' },
].map((home) => ({ ...home, countryCode: 'FR' }))

/** Who buys: somebody with an account, or a guest, who has an email and the token of the cart. */
type Buyer = {
  readonly as: Person | undefined
  readonly email: string
  readonly headers: Readonly<Record<string, string>>
}

/** Fills a cart and orders it: with an account or without, with codes or without, some lines of some things, any method. */
export async function place(walker: Walker): Promise<void> {
  const { random, newKey } = walker
  const person = await walker.newShopper()
  const isGuest = random() < 0.25
  const as = isGuest ? undefined : person
  const cart = await fill(walker, as)
  if (!cart) return
  const email = person.email ?? `${person.id}@example.com`
  const headers: Record<string, string> = isGuest ? { 'cart-token': cart.cartToken } : {}
  const buyer: Buyer = { as, email, headers }
  const body = await checkOut(walker, buyer, { cartId: cart.cartId, recipient: person.id })
  if (!body) return
  const key = { 'idempotency-key': newKey() }
  const request = { as, headers: { ...headers, ...key, ...waiting(walker) }, body }
  await order(walker, buyer, request)
  // a client that does not trust its answer
  if (random() < 0.15) await order(walker, buyer, request)
  // the same cart again, while its order lives or after it has failed
  const again = { ...request, headers: { ...headers, 'idempotency-key': newKey() } }
  if (random() < 0.05) await order(walker, buyer, again)
}

/** What is sent to order a cart. */
async function checkOut(
  walker: Walker,
  { as, email, headers }: Buyer,
  { cartId, recipient }: { readonly cartId: string; readonly recipient: string },
) {
  const { shop, random } = walker
  // whose parcel it is can be told from its address
  const shippingAddress = { ...(random() < 0.85 ? homes[0] : homes[1]), recipient }
  const { countryCode, postalCode } = shippingAddress
  const quote = await shop.send(`POST /carts/${cartId}/quote`, {
    ...{ as, headers },
    body: { shippingAddress: { countryCode, postalCode }, ...(!as && { email }) },
  })
  const options: Body[] = quote.body?.shippingOptions ?? []
  if (options.length === 0) return undefined
  return {
    ...{ cartId, shippingAddress, acceptTerms: true, locale: 'fr', ...(!as && { email }) },
    paymentMethod: methodOf(walker),
    shippingOptionId: among(walker, options).optionId,
  }
}

async function order({ shop, orders }: Walker, buyer: Buyer, request: Request): Promise<void> {
  const answer = await shop.send('POST /api/orders', request)
  if (answer.status !== 201) return
  const { orderId, number, guest } = answer.body
  const owner = buyer.as ?? { id: guestIdOf(orderId), roles: [], token: guest?.accessToken ?? '-' }
  note(orders, { orderId, number, owner, email: buyer.email, orderToken: guest?.orderToken })
}

function note(orders: Placed[], placed: Placed): void {
  if (!orders.some(({ orderId }) => orderId === placed.orderId)) orders.push(placed)
}

async function fill(walker: Walker, as: Person | undefined): Promise<Body> {
  const { shop, random, skus, codes } = walker
  const count = 1 + Math.floor(random() * 3)
  const chosen = new Set(Array.from({ length: count }, () => among(walker, skus)))
  const lines = [...chosen].map((sku) => ({ sku, quantity: 1 + Math.floor(random() * 3) }))
  const { status, body } = await shop.send('PUT /cart', { as, body: { lines } })
  if (status >= 300) return undefined
  if (random() < 0.5) {
    const code = among(walker, codes)
    const headers: Record<string, string> = as ? {} : { 'cart-token': body.cartToken }
    await shop.send(`PUT /carts/${body.cartId}/coupons/${code}`, { as, headers })
  }
  return body
}
