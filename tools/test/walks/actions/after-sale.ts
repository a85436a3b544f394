import { waiting } from './paying.ts'
import { among, type Body, mustBeRefused, read, sentStatuses, type Walker } from './shop.ts'

const scans = [
  ...['handed_over', 'handed_over', 'in_transit', 'out_for_delivery', 'delivered', 'delivered'],
  ...['delivery_failed', 'exception', 'returned_to_sender', 'lost', 'damaged'],
]

/** A carrier scans a parcel, or all of an order: in any order of things, now and then about the past. */
export async function scan(walker: Walker): Promise<void> {
  const { shop, random, staff } = walker
  const order = await read(walker, among(walker, walker.orders))
  const parcel: Body = order?.parcels?.length ? among(walker, order.parcels) : undefined
  if (!parcel) return
  const atMs = shop.nowMs() - (random() < 0.1 ? 60_000 : 0)
  const one = random() < 0.5 && { trackingNumber: parcel.trackingNumber }
  const body = { code: among(walker, scans), at: new Date(atMs).toISOString(), ...one }
  const operation = `POST /api/shipments/${parcel.shipmentId}/tracking-events`
  await shop.send(operation, { as: staff, body })
  if (random() < 0.1) await shop.send(operation, { as: staff, body })
}

/** Everything goes as it should: the parcels of an order leave and arrive. */
export async function deliver(walker: Walker): Promise<void> {
  await deliverParcels(walker, await read(walker, among(walker, walker.orders)))
}

export async function deliverParcels({ shop, staff }: Walker, order: Body): Promise<void> {
  const shipmentId = order?.parcels?.[0]?.shipmentId
  if (!shipmentId) return
  for (const code of ['handed_over', 'delivered']) {
    const body = { code, at: new Date(shop.nowMs()).toISOString() }
    await shop.send(`POST /api/shipments/${shipmentId}/tracking-events`, { as: staff, body })
    await shop.pause(1_000)
  }
}

/** A parcel leaves at the moment in which its order is cancelled: one of them comes too late. */
export async function sendAndCancel(walker: Walker): Promise<void> {
  const { shop, random, staff } = walker
  const placed = among(walker, walker.orders)
  const order = await read(walker, placed)
  const shipmentId = order?.parcels?.[0]?.shipmentId
  if (!shipmentId) return
  const scanned = async () => {
    await shop.pause(random() * 2_000)
    const body = { code: 'handed_over', at: new Date(shop.nowMs()).toISOString() }
    await shop.send(`POST /api/shipments/${shipmentId}/tracking-events`, { as: staff, body })
  }
  const cancelled = async () => {
    await shop.pause(random() * 2_000)
    const operation = `POST /api/orders/${placed.orderId}/cancel`
    const answer = await shop.send(operation, { as: placed.owner, body: {} })
    if (sentStatuses.includes(order.status))
      mustBeRefused(walker, `${operation}: it is ${order.status}`, answer)
  }
  await Promise.all([scanned(), cancelled()])
}

/** Staff give money back: a part, lines, or all that is left; by the provider, or by other means. */
export async function refund(walker: Walker): Promise<void> {
  const { shop, random, staff, newKey } = walker
  const order = await read(walker, among(walker, walker.orders))
  if (!order?.payment?.captured) return
  const operation = `POST /api/payment-intents/${order.payment.paymentIntentId}/refunds`
  const body = { ...whatOf(walker, order), ...howOf(random) }
  const request = { as: staff, body, headers: { 'idempotency-key': newKey() } }
  await shop.send(operation, request)
  if (random() < 0.2) await shop.send(operation, request)
}

/** A part of what was paid, so that as much could be given back again. */
export async function refundPart(walker: Walker): Promise<void> {
  const { shop, staff, newKey } = walker
  const paid: Body[] = []
  for (const placed of walker.orders) {
    const order = await read(walker, placed)
    if (order?.payment?.captured?.amount > 1) paid.push(order)
  }
  if (paid.length === 0) return
  const { payment } = among(walker, paid)
  const amount = Math.floor(payment.captured.amount / 3) + 1
  const request = { as: staff, body: { amount }, headers: { 'idempotency-key': newKey() } }
  await shop.send(`POST /api/payment-intents/${payment.paymentIntentId}/refunds`, request)
}

function whatOf(walker: Walker, order: Body): object {
  const { random } = walker
  const chance = random()
  if (chance < 0.3) return { amount: 1 + Math.floor(random() * order.payment.captured.amount) }
  if (chance < 0.6) return { lines: [{ sku: among<Body>(walker, order.lines).sku, quantity: 1 }] }
  return {}
}

function howOf(random: () => number): object {
  const chance = random()
  if (chance < 0.3) return { restock: random() < 0.5 }
  if (chance < 0.4) return { keepShipping: true }
  return chance < 0.5 ? { outside: { reference: 'transfer 7' } } : {}
}

/** The id that the provider has for a payment, from its own ledger. */
async function paymentAtProvider(
  walker: Walker,
): Promise<{ id: string; charged: number } | undefined> {
  const { shop } = walker
  const placed = among(walker, walker.orders)
  const { body } = await shop.provider('/ledger')
  const own = (line: Body) => line.metadata?.order_id === placed.orderId
  const charges: Body[] = body?.charges?.filter(own) ?? []
  const charge = charges.length > 0 && among(walker, charges)
  return charge ? { id: charge.paymentIntent, charged: charge.amount } : undefined
}

/** The shopper's bank takes money back. */
export async function dispute(walker: Walker): Promise<void> {
  const { shop, random } = walker
  const payment = await paymentAtProvider(walker)
  if (!payment) return
  const part = random() < 0.3 && { amount: String(1 + Math.floor(random() * payment.charged)) }
  const inquiry = random() < 0.2 && { inquiry: 'true' }
  await shop.provider('/disputes', { payment_intent: payment.id, ...part, ...inquiry })
}

/** A dispute is won, lost or given up. */
export async function decideDispute(walker: Walker): Promise<void> {
  const { shop, random } = walker
  const { body } = await shop.provider('/v1/disputes?limit=10')
  const dispute: Body = body?.data?.length ? among(walker, body.data) : undefined
  if (!dispute) return
  if (random() < 0.2) return void (await shop.provider(`/v1/disputes/${dispute.id}/close`))
  const text = random() < 0.5 ? 'winning_evidence' : 'losing_evidence'
  await shop.provider(`/v1/disputes/${dispute.id}`, { 'evidence[uncategorized_text]': text })
}

/** Staff answer a dispute of any provider, with evidence or by giving in: once, and again with something else. */
export async function answerDispute(walker: Walker): Promise<void> {
  const { shop, random, staff } = walker
  const { body } = await shop.send('GET /api/disputes', { as: staff })
  if (!body?.items?.length) return
  const { id } = among<Body>(walker, body.items)
  const evidence = { text: random() < 0.5 ? 'winning_evidence' : 'losing_evidence' }
  const isAccepted = random() < 0.3
  const answer = async (accepts: boolean) =>
    accepts
      ? await shop.send(`POST /api/disputes/${id}/accept`, { as: staff })
      : await shop.send(`POST /api/disputes/${id}/evidence`, { as: staff, body: evidence })
  await answer(isAccepted)
  if (random() < 0.2) await answer(random() < 0.3 ? !isAccepted : isAccepted)
}

/** Someone gives money back in the provider's dashboard, where the shop does not see it. */
export async function refundAtProvider(walker: Walker): Promise<void> {
  const { shop, random } = walker
  const payment = await paymentAtProvider(walker)
  if (!payment) return
  const part = random() < 0.6 && { amount: String(1 + Math.floor(random() * payment.charged)) }
  await shop.provider('/v1/refunds', { payment_intent: payment.id, ...part })
}

/** The bank sends a refund back. */
export async function failRefund(walker: Walker): Promise<void> {
  const { shop } = walker
  const { body } = await shop.provider('/v1/refunds?limit=10')
  const refunded: Body = body?.data?.length ? among(walker, body.data) : undefined
  if (refunded) await shop.provider(`/refunds/${refunded.id}/fail`)
}

/** Staff close an order before its time. */
export async function complete(walker: Walker): Promise<void> {
  const { shop, staff } = walker
  const { orderId } = among(walker, walker.orders)
  await shop.send(`POST /api/orders/${orderId}/complete`, { as: staff })
}

/** Goods come in, or go missing. */
export async function moveStock(walker: Walker): Promise<void> {
  const { shop, random, staff, newKey } = walker
  const sku = among(walker, walker.skus)
  const isGain = random() < 0.7
  const quantity = (isGain ? 1 : -1) * (1 + Math.floor(random() * 3))
  const body = { type: isGain ? 'receipt' : 'loss', quantity, reason: 'counted' }
  const headers = { 'idempotency-key': newKey() }
  await shop.send(`POST /api/stock/${sku}/movements`, { as: staff, body, headers })
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
