import { homes } from './buying.ts'
import { methodOf, waiting } from './paying.ts'
import {
  among,
  type Body,
  failedStatuses,
  mustBeRefused,
  type Person,
  read,
  sentStatuses,
  type Walker,
} from './shop.ts'

/** Somebody wants something else: previews it and confirms, at once, later, twice or not at all. */
export async function edit(walker: Walker): Promise<void> {
  const { shop, random } = walker
  const placed = among(walker, walker.orders)
  const order = await read(walker, placed)
  if (!order) return
  const as = random() < 0.7 ? placed.owner : walker.staff
  const path = `/api/orders/${placed.orderId}/edits`
  const preview = await shop.send(`POST ${path}`, { as, body: await changesOf(walker, order) })
  if ([...failedStatuses, ...sentStatuses].includes(order.status))
    mustBeRefused(walker, `${path}: it is ${order.status}`, preview)
  if (preview.status !== 201) return
  if (random() < 0.1) return void (await shop.send(`DELETE ${path}/${preview.body.editId}`, { as }))
  if (random() < 0.2) await shop.pause(random() * 2_400_000)
  if (random() < 0.9) await confirm(walker, as, { path, edit: preview.body })
}

/** Confirms one of the edits of an order again: also one that is over, or that another preview has replaced. */
export async function confirmAnEdit(walker: Walker): Promise<void> {
  const placed = among(walker, walker.orders)
  const order = await read(walker, placed)
  if (!order?.edits?.length) return
  const path = `/api/orders/${placed.orderId}/edits`
  await confirm(walker, placed.owner, { path, edit: among<Body>(walker, order.edits) })
}

type Confirming = { readonly path: string; readonly edit: Body }

async function confirm(walker: Walker, as: Person, { path, edit }: Confirming): Promise<void> {
  const { shop, random } = walker
  const operation = `POST ${path}/${edit.editId}/confirm`
  const isPaid = edit.difference.amount > 0 && random() < 0.95
  const body = isPaid ? { paymentMethod: methodOf(walker) } : {}
  await shop.send(operation, { as, body, headers: waiting(walker) })
  if (random() < 0.2) await shop.send(operation, { as, body })
}

/** Changes the address, if it costs nothing. */
export async function changeAddress(walker: Walker): Promise<void> {
  const { shop, random, staff } = walker
  const { orderId, owner } = among(walker, walker.orders)
  const as = random() < 0.7 ? owner : staff
  const line1 = `${1 + Math.floor(random() * 90)} place Bellecour`
  const body = { shippingAddress: { ...among(walker, homes), line1 } }
  await shop.send(`PATCH /api/orders/${orderId}`, { as, body, headers: waiting(walker) })
}

/** More or fewer of a line, a line less, another thing, another address, or another way to ship. */
async function changesOf(walker: Walker, order: Body): Promise<object> {
  const { random, skus } = walker
  const chance = random()
  const line: Body = among(walker, order.lines)
  if (chance < 0.3) return lines(line.sku, line.quantity + 1 + Math.floor(random() * 2))
  if (chance < 0.5) return lines(line.sku, Math.max(0, line.quantity - 1))
  if (chance < 0.6) return lines(line.sku, 0)
  if (chance < 0.8) return lines(among(walker, skus), 1 + Math.floor(random() * 3))
  if (chance < 0.9) return { shippingAddress: { ...among(walker, homes), line1: '7 quai Z' } }
  return { shippingOptionId: await optionOf(walker) }
}

const lines = (sku: string, quantity: number) => ({ lines: [{ sku, quantity }] })

async function optionOf(walker: Walker): Promise<string> {
  const { body } = await walker.shop.send('GET /api/carriers', {})
  const options = (body?.carriers ?? []).flatMap(({ options = [] }: Body) => options)
  return options.length > 0 ? among<Body>(walker, options).optionId : 'home'
}
