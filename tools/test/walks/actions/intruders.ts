import { among, type Person, type Request, type Walker } from './shop.ts'

/** What anyone may do for themselves, or whoever has the token of an order. */
const openToAnyone = [/^PUT \/cart$/, /\/attach$/]
const often = 0.12

/**
 * A walker around whom others try what they do: before a change, somebody now and then asks for it who may not. They have to be
 * refused, and nothing may be stored for it.
 */
export function amongIntruders(walker: Walker): Walker {
  const { shop, faults, random } = walker
  async function send(operation: string, request: Request) {
    const isOwn = request.as !== undefined && !operation.startsWith('GET ')
    const isTried = isOwn && !openToAnyone.some((one) => one.test(operation))
    if (isTried && random() < often) await trespass(operation, request)
    return await shop.send(operation, request)
  }
  async function trespass(operation: string, { as: owner, body, headers = {} }: Request) {
    const as = await intruder(walker, operation, owner)
    const { 'cart-token': _, ...others } = headers
    const { status, writes = 0 } = await shop.send(operation, { as, body, headers: others })
    const who = as?.id ?? 'nobody'
    if (status < 400) faults.push(`${who} may not ${operation}, and it was answered ${status}`)
    else if (writes > 0) faults.push(`${who} may not ${operation}, and ${writes} writes were made`)
  }
  return { ...walker, shop: { ...shop, send } }
}

/** What only staff may do: the buyer may not either. */
const forStaff =
  /shipments|stock|payment-intents|payment-links|order-drafts|disputes|transfer|complete|erasures|approve|refuse|receive|inspect/

/** Nobody, somebody new, or the buyer of another order; of what staff do, the buyer of any. */
async function intruder(
  walker: Walker,
  operation: string,
  owner: Person | undefined,
): Promise<Person | undefined> {
  const { random, orders, staff } = walker
  const chance = random()
  if (chance < 0.2) return undefined
  const [, suffix] = /\/(?:ord|ret|shp|pi)_([^/_]+)/.exec(operation) ?? []
  const wrong = orders
    .filter(({ orderId }) => forStaff.test(operation) || orderId !== `ord_${suffix}`)
    .map((placed) => placed.owner)
    .filter(({ id }) => id !== owner?.id && id !== staff.id)
  return chance < 0.6 && wrong.length > 0 ? among(walker, wrong) : await walker.newShopper()
}
