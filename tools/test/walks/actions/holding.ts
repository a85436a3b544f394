import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import { among, type Body, failedStatuses, read, sentStatuses, type Walker } from './shop.ts'

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
  const { shop, random, ended } = walker
  const placed = among(walker, walker.orders)
  const order = await read(walker, placed)
  if (!order || [...failedStatuses, ...sentStatuses].includes(order.status)) return
  const id = paymentIntentIdOf(placed.orderId)
  const isOwn = ({ metadata }: Body) =>
    metadata?.payment_intent_id === id || metadata?.payment_intent_id?.startsWith(`${id}_`)
  if (random() < 0.7) {
    const { body } = await shop.provider('/ledger')
    const held: Body = (body?.authorised ?? []).find(isOwn)
    if (!held) return
    ended.push(placed.orderId)
    return void (await shop.provider(`/authorisations/${held.paymentIntent}/expire`, {}))
  }
  const { body } = await shop.paypal('GET /ledger')
  const held: Body = (body?.authorised ?? []).find(isOwn)
  if (!held) return
  ended.push(placed.orderId)
  await shop.paypal(`POST /authorizations/${held.reference}/expire`)
}
