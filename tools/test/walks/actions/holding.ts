import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import {
  type Answer,
  among,
  type Body,
  failedStatuses,
  type Placed,
  read,
  sentStatuses,
  type Walker,
} from './shop.ts'

/** Staff take held money before anything leaves: also of a payment that holds nothing. */
export async function capture(walker: Walker): Promise<void> {
  const { shop, random, staff } = walker
  const { orderId } = among(walker, walker.orders)
  const operation = `POST /api/payment-intents/${paymentIntentIdOf(orderId)}/capture`
  await shop.send(operation, { as: staff })
  if (random() < 0.2) await shop.send(operation, { as: staff })
}

/** A bank lets go of money that it held for an order that is still here: too early, or since the time is over. */
export async function endHold(walker: Walker): Promise<void> {
  const placed = among(walker, walker.orders)
  const order = await read(walker, placed)
  if (!order || [...failedStatuses, ...sentStatuses].includes(order.status)) return
  await letGo(walker, placed)
}

/** It does so at the moment in which a parcel leaves: the goods may be gone, and the money not taken. */
export async function endHoldAsItLeaves(walker: Walker): Promise<void> {
  const { shop, random, staff } = walker
  const held: { placed: Placed; shipmentId: string }[] = []
  for (const placed of walker.orders) {
    const order = await read(walker, placed)
    const shipmentId: string | undefined = order?.parcels?.[0]?.shipmentId
    if (order?.paymentStatus === 'authorised' && shipmentId) held.push({ placed, shipmentId })
  }
  if (held.length === 0) return
  const { placed, shipmentId } = among(walker, held)
  const leaves = async () => {
    const body = { code: 'handed_over', at: new Date(shop.nowMs()).toISOString() }
    await shop.send(`POST /api/shipments/${shipmentId}/tracking-events`, { as: staff, body })
  }
  const ends = async () => {
    await shop.pause(random() * 500)
    await letGo(walker, placed)
  }
  await Promise.all([leaves(), ends()])
}

/** The provider that holds money of an order lets go of it; of one of several payments. */
async function letGo({ shop, ended }: Walker, { orderId }: Placed): Promise<void> {
  const id = paymentIntentIdOf(orderId)
  const isOwn = ({ metadata }: Body) =>
    metadata?.payment_intent_id === id || metadata?.payment_intent_id?.startsWith(`${id}_`)
  const heldAt = ({ body }: Answer): Body => (body?.authorised ?? []).find(isOwn)
  const byCard = heldAt(await shop.provider('/ledger'))
  const byPayPal = byCard ? undefined : heldAt(await shop.paypal('GET /ledger'))
  if (byCard) await shop.provider(`/authorisations/${byCard.paymentIntent}/expire`, {})
  if (byPayPal) await shop.paypal(`POST /authorizations/${byPayPal.reference}/expire`)
  if (byCard ?? byPayPal) ended.push(orderId)
}
