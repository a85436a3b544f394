import type { Cart, NewCartLine } from '@comptoir/contracts/carts/schemas'
import type { readProduct } from '@comptoir/contracts/catalog/product-routes'
import type { ServiceApp } from '@comptoir/service/app'
import type { Call } from '@comptoir/site/call'
import { z } from 'zod'
import { answerProblem, answerValue, attempt, type Outcome, read } from '../answers.ts'
import { additionKeyOf, sku } from '../cart-routes.ts'
import type { Addition, Carts } from '../carts.ts'
import { type OpenVisit, type Visit, visitorHeaders } from '../visit.ts'

export type OrderRoutesDeps = {
  readonly call: Call
  readonly openVisit: OpenVisit
  readonly carts: Carts
}

const line = z.object({ sku, quantity: z.number().int().min(1).max(999) })
const Additions = z.object({ lines: z.array(line).min(1).max(200) })

type Added = {
  readonly cart: Cart | null
  readonly refused: readonly string[]
  /** What a repeat has to send: the line that failed and all behind it. */
  readonly failed: readonly string[]
}

/**
 * Adds one line after the other: the first may open the cart. One that is not for sale keeps no other out. A failure ends it, and is the
 * answer as long as nothing was added.
 */
async function addAll(
  carts: Carts,
  visit: Visit,
  lines: readonly Addition[],
): Promise<Outcome<Added>> {
  let cart: Cart | undefined
  const refused: string[] = []
  for (const [place, one] of lines.entries()) {
    const outcome = await attempt(visit, () => carts.add(visit, one))
    if ('value' in outcome) cart = outcome.value
    else if (outcome.problem.status === 400) refused.push(one.sku)
    else if (!cart) return outcome
    else return { value: { cart, refused, failed: lines.slice(place).map(({ sku }) => sku) } }
  }
  if (cart) return { value: { cart, refused, failed: [] } }
  return await attempt(visit, async () => {
    const found = await carts.find(visit)
    return { cart: found ?? null, refused, failed: [] }
  })
}

/** Each line has a key of its own: the second line of a SKU is another addition than the first. */
function keyed(lines: readonly NewCartLine[], key: string | undefined): readonly Addition[] {
  if (key === undefined) return lines
  const seen = new Map<string, number>()
  return lines.map((one) => {
    const nth = seen.get(one.sku) ?? 0
    seen.set(one.sku, nth + 1)
    return { ...one, key: `${key}.${one.sku}.${nth}` }
  })
}

/** What the pages of an order ask for beside the order: its lines once more, and what they can be exchanged for. */
export function addOrderRoutes(app: ServiceApp, { call, openVisit, carts }: OrderRoutesDeps): void {
  app.post('/bff/cart/additions', async (c) => {
    const key = additionKeyOf(c)
    const { value } = await read(c, Additions)
    const visit = openVisit(c)
    const outcome = await addAll(carts, visit, keyed(value.lines, key))
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    return answerValue(c, visit, outcome.value)
  })

  app.get('/bff/variants/:productId', async (c) => {
    const visit = openVisit(c)
    const outcome = await attempt(visit, () => variantsOf(call, visit, c.req.param('productId')))
    if ('value' in outcome) return answerValue(c, visit, { variants: outcome.value })
    // it is not for sale any more
    if (outcome.problem.status === 404) return answerValue(c, visit, { variants: [] })
    return answerProblem(c, visit, outcome.problem)
  })
}

/** What a product can be exchanged for, at the prices of who asks. */
async function variantsOf(call: Call, visit: Visit, id: string) {
  const headers = await visitorHeaders(visit)
  const { variants } = await call<typeof readProduct>('GET /api/products/{id}', {
    ...{ params: { id }, headers },
  })
  return variants.map(({ sku, options, price, inStock }) => ({ sku, options, price, inStock }))
}
