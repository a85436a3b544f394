import { among, type Body, type Placed, read, type Walker } from './shop.ts'

type Parcels = { readonly shipmentId: string; readonly parcels: Body[]; readonly order: Body }

/** The first shipment of an order, as staff see it. */
async function shipmentOf(walker: Walker, placed: Placed): Promise<Parcels | undefined> {
  const { shop, staff } = walker
  const order = await read(walker, placed)
  const shipmentId: string | undefined = order?.parcels?.[0]?.shipmentId
  if (shipmentId === undefined) return undefined
  const { status, body } = await shop.send(`GET /api/shipments/${shipmentId}`, { as: staff })
  return status === 200 ? { shipmentId, parcels: body.parcels ?? [], order } : undefined
}

/** Staff pack anew: by weight, by what is on the shelf, or by hand, where parcels may have to wait. */
export async function divide(walker: Walker): Promise<void> {
  const { shop, random, staff } = walker
  const found = await shipmentOf(walker, among(walker, walker.orders))
  if (!found) return
  const lines: Body[] = found.order.lines.map(({ sku, quantity }: Body) => ({ sku, quantity }))
  const operation = `POST /api/shipments/${found.shipmentId}/parcels`
  const body = divisionOf(random, lines)
  await shop.send(operation, { as: staff, body })
  if (random() < 0.2) await shop.send(operation, { as: staff, body })
}

function divisionOf(random: () => number, lines: Body[]): object {
  const chance = random()
  if (chance < 0.3) return { by: 'weight', maxGrams: 500 + Math.floor(random() * 5_000) }
  if (chance < 0.5) return { by: 'stock', available: lines.slice(0, 1) }
  const parcels = lines.flatMap(({ sku, quantity }) =>
    Array.from({ length: quantity }, () => ({
      lines: [{ sku, quantity: 1 }],
      hold: random() < 0.2,
    })),
  )
  return { by: 'hand', parcels }
}

/** What was held may leave. */
export async function release(walker: Walker): Promise<void> {
  const { shop, staff } = walker
  const found = await shipmentOf(walker, among(walker, walker.orders))
  for (const [n, { heldAt }] of (found?.parcels ?? []).entries()) {
    if (!heldAt) continue
    await shop.send(`POST /api/shipments/${found?.shipmentId}/parcels/${n + 1}/release`, {
      as: staff,
    })
  }
}

/** A label was spoiled. */
export async function replaceLabel(walker: Walker): Promise<void> {
  const { shop, random, staff } = walker
  const found = await shipmentOf(walker, among(walker, walker.orders))
  if (!found || found.parcels.length === 0) return
  const at = Math.floor(random() * found.parcels.length)
  const body = { trackingNumber: found.parcels[at].trackingNumber }
  const operation = `POST /api/shipments/${found.shipmentId}/parcels/${at + 1}/label`
  await shop.send(operation, { as: staff, body })
  if (random() < 0.3) await shop.send(operation, { as: staff, body })
}

const failed = ['lost', 'damaged', 'returned_to_sender']
const followings = ['resend', 'refund', 'write_off']

/** Staff decide what follows a parcel that did not arrive. */
export async function resolve(walker: Walker): Promise<void> {
  const found = await shipmentOf(walker, among(walker, walker.orders))
  if (found) await resolveIn(walker, found)
}

/** Nothing is left that somebody has to decide: each parcel that did not arrive is resolved. */
export async function resolveAll(walker: Walker): Promise<void> {
  const { shop, staff } = walker
  const { body } = await shop.send('GET /api/shipments?limit=100', { as: staff })
  for (const shipment of body?.items ?? []) await resolveIn(walker, shipment)
}

async function resolveIn(
  walker: Walker,
  { shipmentId, parcels }: Pick<Parcels, 'shipmentId' | 'parcels'>,
): Promise<void> {
  const { shop, random, staff } = walker
  for (const [n, parcel] of parcels.entries()) {
    const { resolution, status, state = status } = parcel
    if (!failed.includes(state) || (resolution && resolution.status !== 'refused')) continue
    const operation = `PUT /api/shipments/${shipmentId}/parcels/${n + 1}/resolution`
    const body = { kind: among(walker, followings) }
    await shop.send(operation, { as: staff, body })
    if (random() < 0.2) await shop.send(operation, { as: staff, body })
  }
}
