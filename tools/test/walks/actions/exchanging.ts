import { deliverParcels } from './after-sale.ts'
import { payFor } from './returning.ts'
import { among, type Body, type Placed, read, type Walker } from './shop.ts'

const looks = 4

/**
 * Somebody wants dearer goods of the same product for what they bought, and the whole road is taken: it is delivered, returned,
 * inspected, and the difference paid. Chance alone hardly ever comes so far.
 */
export async function exchangeForDearer(walker: Walker): Promise<void> {
  const { shop, random, staff, newKey } = walker
  const found = await exchangeable(walker)
  if (!found) return
  const { placed, order, line } = found
  if (!isDelivered(order)) await deliverParcels(walker, order)
  await shop.pause(2_000)
  const operation = `POST /api/orders/${placed.orderId}/returns`
  const asked = await shop.send(operation, {
    ...{ as: placed.owner, body: { lines: [line] }, headers: { 'idempotency-key': newKey() } },
  })
  if (asked.status !== 201) return
  const { returnId } = asked.body
  const inspection = { lines: [{ sku: line.sku, restock: line.quantity, scrap: 0, refuse: 0 }] }
  const steps = [
    ['approve', undefined],
    ['receive', {}],
    ['inspect', inspection],
  ] as const
  for (const [name, body] of steps) {
    await shop.send(`POST /api/returns/${returnId}/${name}`, { as: staff, body })
    await shop.pause(random() * 20_000)
  }
  await payWhenAsked(walker, returnId)
}

const isDelivered = ({ status }: Body): boolean => status === 'delivered' || status === 'completed'

/** A customer pays once they are asked, with another card after a refusal. */
async function payWhenAsked(walker: Walker, returnId: string): Promise<void> {
  const { shop, staff } = walker
  for (let look = 0; look < looks; look++) {
    await shop.pause(30_000)
    const { body: ret } = await shop.send(`GET /api/returns/${returnId}`, { as: staff })
    if (ret?.exchange?.status === 'awaiting_payment') await payFor(walker, ret)
  }
}

/** An order of something of which a dearer variant is sold, wherever the order is. */
async function exchangeable(
  walker: Walker,
): Promise<{ placed: Placed; order: Body; line: Body } | undefined> {
  const { orders, dearerThan } = walker
  const from = Math.floor(walker.random() * orders.length)
  for (const placed of [...orders.slice(from), ...orders.slice(0, from)]) {
    const order = await read(walker, placed)
    const bought: Body[] = order?.parcels?.length ? order.lines : []
    const lines = bought.filter(({ sku, gross }) => gross.amount > 0 && dearerThan(sku).length > 0)
    if (lines.length === 0) continue
    const { sku } = among<Body>(walker, lines)
    const exchangeFor = among(walker, dearerThan(sku))
    return { placed, order, line: { sku, quantity: 1, reason: 'wrong_size', exchangeFor } }
  }
  return undefined
}
