import { guestIdOf } from '@comptoir/contracts/ids'
import { homes } from './buying.ts'
import { waiting } from './paying.ts'
import { among, type Body, type Person, type Walker } from './shop.ts'

const hourMs = 3_600_000

/** Staff prepare an order for somebody who phones: and place it at once, later, or not at all. */
export async function begin(walker: Walker): Promise<void> {
  const { shop, random, staff, newKey } = walker
  const customer = await customerOf(walker)
  const body = contentOf(walker, customer)
  const request = { as: staff, body, headers: { 'idempotency-key': newKey() } }
  const answer = await shop.send('POST /api/order-drafts', request)
  if (random() < 0.2) await shop.send('POST /api/order-drafts', request)
  if (answer.status === 201 && random() < 0.6) await place(walker, answer.body)
}

/** Staff begin a draft for a customer, and leave it. */
export async function prepareFor(walker: Walker, customer: object): Promise<void> {
  const { shop, staff, newKey } = walker
  const request = { as: staff, body: contentOf(walker, customer) }
  const headers = { 'idempotency-key': newKey() }
  await shop.send('POST /api/order-drafts', { ...request, headers })
}

/** Somebody with an account, a guest, or one who has ordered as a guest before. */
async function customerOf(walker: Walker): Promise<object> {
  const { random, orders } = walker
  const guests = orders.filter(({ orderToken }) => orderToken !== undefined)
  if (random() < 0.2 && guests.length > 0) return { email: among(walker, guests).email }
  const { id, email = `${id}@example.com` } = await walker.newShopper()
  return random() < 0.4 || id === email ? { email } : { userId: id }
}

function contentOf(walker: Walker, customer: object): object {
  const { random, skus, codes } = walker
  const isAgreed = random() < 0.3
  const chosen = new Set(
    Array.from({ length: 1 + Math.floor(random() * 2) }, () => among(walker, skus)),
  )
  const lines = [...chosen].map((sku) => ({
    ...{ sku, quantity: 1 + Math.floor(random() * 3) },
    ...(isAgreed && { agreedPrice: { amount: Math.floor(random() * 5_000), currency: 'EUR' } }),
  }))
  return {
    ...{ customer, lines, shippingAddress: homes[0], shippingOptionId: 'colis-standard' },
    ...(isAgreed && { agreement: { reason: 'agreed on the phone' } }),
    ...(random() < 0.3 && { codes: [among(walker, codes)] }),
  }
}

async function oneOf(walker: Walker): Promise<Body> {
  const { shop, staff } = walker
  const { body } = await shop.send('GET /api/order-drafts', { as: staff })
  return body?.items?.length ? among<Body>(walker, body.items) : undefined
}

/** Staff make something else of a draft, or throw it away: also one that is being placed. */
export async function change(walker: Walker): Promise<void> {
  const { shop, random, staff } = walker
  const draft = await oneOf(walker)
  if (!draft) return
  const operation = `/api/order-drafts/${draft.draftId}`
  if (random() < 0.3) return void (await shop.send(`DELETE ${operation}`, { as: staff }))
  await shop.send(`PUT ${operation}`, { as: staff, body: contentOf(walker, draft.customer) })
}

/** One of the drafts becomes an order. */
export async function placeOne(walker: Walker): Promise<void> {
  const draft = await oneOf(walker)
  if (draft) await place(walker, draft)
}

/** To be paid by a link or a transfer within some hours; asked for twice now and then, in two ways. */
async function place(walker: Walker, { draftId, customer }: Body): Promise<void> {
  const { shop, random, staff } = walker
  const dueAt = new Date(shop.nowMs() + Math.ceil(random() * 12) * hourMs).toISOString()
  const body = { payment: random() < 0.5 ? 'link' : 'transfer', dueAt }
  const operation = `POST /api/order-drafts/${draftId}/place`
  const answer = await shop.send(operation, { as: staff, body, headers: waiting(walker) })
  note(walker, answer.body, customer)
  if (random() < 0.2) {
    const again = await shop.send(operation, { as: staff, body: { payment: 'link', dueAt } })
    note(walker, again.body, customer)
  }
}

function note({ orders, faults }: Walker, { order, paymentLink }: Body, customer: Body): void {
  if (!order) return
  const { orderId, number } = order
  const known = orders.find((one) => one.orderId === orderId)
  if (known && known.number !== number) faults.push(`${orderId} was placed twice`)
  if (known) return
  const { userId, email = `${userId}@example.com` } = customer
  const owner: Person = userId
    ? { id: userId, roles: ['customer'] }
    : { id: guestIdOf(orderId), roles: [], token: '-' }
  // a guest comes in by a link to the order: nobody gave them a token
  const orderToken = userId ? undefined : 'none'
  orders.push({ orderId, number, owner, email, orderToken, link: paymentLink?.link })
}
