import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import { methodOf, waiting } from './paying.ts'
import { among, type Body, mustBeRefused, type Placed, type Walker } from './shop.ts'

/** Staff send a link to the payment of an order: also of one that is paid, or has ended. */
export async function makeLink(walker: Walker): Promise<void> {
  const { shop, random, staff, newKey } = walker
  const placed = among(walker, walker.orders)
  const operation = `POST /api/orders/${placed.orderId}/payment-links`
  const request = { as: staff, headers: { 'idempotency-key': newKey() } }
  const { status, body } = await shop.send(operation, request)
  if (random() < 0.2) await shop.send(operation, request)
  if (status === 201) placed.link = body.link
}

/** Whoever has a link looks at what it asks for, and pays: once, twice, or with one that somebody made up. */
export async function payByLink(walker: Walker): Promise<void> {
  const { shop, random, newKey } = walker
  const linked = walker.orders.filter(({ link }) => link !== undefined)
  if (linked.length === 0) return
  const { link = '', orderId } = among(walker, linked)
  await shop.send('POST /api/payment-links', { body: { link } })
  const other = walker.orders.find((one) => one.orderId !== orderId)
  if (other && random() < 0.1) {
    const forged = { link: link.replace(orderId, other.orderId) }
    const opened = await shop.send('POST /api/payment-links', { body: forged })
    mustBeRefused(walker, `the link to ${orderId} was written anew`, opened)
  }
  const body = { link, paymentMethod: methodOf(walker), acceptTerms: true }
  const request = { body, headers: { 'idempotency-key': newKey(), ...waiting(walker) } }
  await shop.send('POST /api/payment-links/payments', request)
  if (random() < 0.2) await shop.send('POST /api/payment-links/payments', request)
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

async function paymentOf({ shop, staff }: Walker, { orderId }: Placed): Promise<Body> {
  const id = paymentIntentIdOf(orderId)
  const { status, body } = await shop.send(`GET /api/payment-intents/${id}`, { as: staff })
  return status === 200 ? body : undefined
}

/** Staff note a transfer as the bank booked it: all, a part, or too much; also of an order that was to be paid by card. */
export async function noteTransfer(walker: Walker): Promise<void> {
  const { shop, random, staff, newKey } = walker
  const waits = walker.orders.filter(({ link, owner }) => link === undefined && owner.token === '-')
  const placed = among(walker, waits.length > 0 && random() < 0.5 ? waits : walker.orders)
  const payment = await paymentOf(walker, placed)
  if (!payment) return
  const missing: number = payment.transfer?.missing.amount || payment.amount.amount
  const part = 1 + Math.floor(random() * missing)
  const amount = among(walker, [missing, missing, missing, part, part, missing + part])
  const date = dayOf(shop.nowMs())
  const operation = `POST /api/payment-intents/${payment.id}/transfers`
  const body = { amount, date, reference: placed.number }
  const request = { as: staff, body, headers: { 'idempotency-key': newKey() } }
  await shop.send(operation, request)
  if (random() < 0.2) await shop.send(operation, request)
}

/** Staff send back what came for nothing, and the refunds that the shop owes by transfer. */
export async function sendMoneyBack(walker: Walker): Promise<void> {
  await sendBack(walker, among(walker, walker.orders))
}

/** No money waits for staff: excess is returned, and refunds by transfer are noted as sent. */
export async function endTransfers(walker: Walker): Promise<void> {
  for (const placed of walker.orders) await sendBack(walker, placed)
}

async function sendBack(walker: Walker, placed: Placed): Promise<void> {
  const { shop, random, staff, newKey } = walker
  const payment = await paymentOf(walker, placed)
  if (!payment) return
  const sent = { date: dayOf(shop.nowMs()), reference: `${placed.number} back` }
  const { excess, missing } = payment.transfer ?? {}
  if (excess?.amount > 0 && !missing?.amount) {
    const body = { kind: 'returned', amount: excess.amount, ...sent }
    const request = { as: staff, body, headers: { 'idempotency-key': newKey() } }
    await shop.send(`POST /api/payment-intents/${payment.id}/transfers`, request)
  }
  for (const { id, status } of payment.refunds ?? []) {
    if (status !== 'pending') continue
    const operation = `POST /api/refunds/${id}/transfer`
    await shop.send(operation, { as: staff, body: sent })
    if (random() < 0.2) await shop.send(operation, { as: staff, body: sent })
  }
}
