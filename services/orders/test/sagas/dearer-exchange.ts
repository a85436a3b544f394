import { approve, inspectReturn, receiveReturn } from '../../src/returns/return.ts'
import { at, eur } from '../samples.ts'
import { createReturnWorld, wanting } from './return-world.ts'

export const id = 'ret_1_1'
export const intent = 'pi_1_x1'
export const how = { at, by: 'staff' as const }
export const days = 86_400_000
/** Two of three mugs, which cost 15.99 with a discount, for two of what costs 15 instead of 12. */
export const more = Math.floor((1599 * 1500) / 1200) - 1599
export const bowl = {
  ...{ sku: 'BOWL', title: { fr: 'Bol', en: 'Bowl' }, weightGrams: 200 },
  ...{ unitPrice: eur(1500), boughtFor: eur(1200) },
}
export type World = Awaited<ReturnType<typeof createReturnWorld>>
export const step = (here: World, name: string) =>
  here.activities[name]?.({ returnId: id, orderId: 'ord_1' }, { instanceId: id })

export const mugs = { sku: 'MUG', restock: 2, scrap: 0, refuse: 0 }
export const pot = { sku: 'POT', restock: 1, scrap: 0, refuse: 0 }

export async function inspected() {
  const here = await createReturnWorld()
  const line = { sku: 'MUG', quantity: 2, exchange: bowl }
  await here.request(wanting([line, { sku: 'POT', quantity: 1 }]))
  await goodsArrive(here, [mugs, pot])
  return here
}

export async function goodsArrive(here: World, judged = [mugs]) {
  here.shop.stock.set('BOWL', 5)
  await here.rule(id, (ret) => approve(ret, how, 14))
  await here.rule(id, (ret) => receiveReturn(ret, how))
  await here.rule(id, (ret) => inspectReturn(ret, how, judged))
}

/** The goods are held, and wait to be paid for. */
export async function awaiting() {
  const here = await inspected()
  await step(here, 'restockReturned')
  return here
}

export function pay({ shop }: World, status: 'succeeded' | 'failed' = 'succeeded') {
  const known = shop.extra.get(intent)
  if (known) shop.extra.set(intent, { ...known, status })
}
