import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Context } from 'hono'
import { z } from 'zod'
import { answerProblem, answerValue, attempt, type Given, leadTo, read } from './answers.ts'
import { isOutOfSight } from './cart-reference.ts'
import type { Carts } from './carts.ts'
import type { OpenVisit, Visit } from './visit.ts'

const locale = z.enum(['fr', 'en']).catch('fr')
/** What a URL carries as it is: no step in a path. */
export const sku = z.string().regex(/^(?!\.+$)[\w.-]{1,64}$/)
const NewLine = z.object({ sku, quantity: z.coerce.number().int().min(1).max(999), locale })
const Quantity = z.object({ quantity: z.coerce.number().int().min(0).max(999), locale })
const Coupon = z.object({ code: z.string().trim().min(1).max(80), locale })

/** Leaves room for the SKU behind it, which the additions of an order have. */
const AdditionKey = z.string().min(8).max(150).optional()

/** The key that repeats of one wish have; a plain form has none, as its page is the same for everyone. */
export function additionKeyOf(c: Context): string | undefined {
  const key = AdditionKey.safeParse(c.req.header('idempotency-key'))
  if (key.success) return key.data
  throw refuse('invalid_request', 'the idempotency key has 8 to 150 characters')
}

type Cart = Awaited<ReturnType<Carts['add']>>

export type CartDeps = { readonly openVisit: OpenVisit; readonly carts: Carts }

/** The cart of the visitor: each change answers all of it, or leads a page without a script to the page of the cart. */
export function addCartRoutes(app: ServiceApp, { openVisit, carts }: CartDeps): void {
  async function change<T extends { locale: 'fr' | 'en' }>(
    c: Context,
    { value, isForm }: Given<T>,
    run: (visit: Visit, value: T) => Promise<Cart>,
  ): Promise<Response> {
    const visit = openVisit(c)
    const outcome = await attempt(visit, () => run(visit, value))
    const page = `/${value.locale}/cart`
    if ('problem' in outcome)
      return isForm
        ? leadTo(c, visit, `${page}?problem=${encodeURIComponent(outcome.problem.code)}`)
        : answerProblem(c, visit, outcome.problem)
    return isForm ? leadTo(c, visit, page) : answerValue(c, visit, { cart: outcome.value })
  }

  app.get('/bff/cart', async (c) => {
    const visit = openVisit(c)
    const outcome = await attempt(visit, () => carts.find(visit))
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    const signedOut = await isOutOfSight(visit)
    return answerValue(c, visit, { cart: outcome.value ?? null, ...(signedOut && { signedOut }) })
  })

  app.post('/bff/cart/lines', async (c) => {
    const key = additionKeyOf(c)
    const given = await read(c, NewLine)
    return await change(c, given, (visit, line) =>
      carts.add(visit, { sku: line.sku, quantity: line.quantity, key }),
    )
  })

  app.post('/bff/cart/lines/:sku', async (c) => {
    const name = sku.safeParse(c.req.param('sku'))
    if (!name.success) throw refuse('invalid_request', 'this is no SKU')
    const given = await read(c, Quantity)
    return await change(c, given, (visit, { quantity }) =>
      carts.setQuantity(visit, name.data, quantity),
    )
  })

  app.post('/bff/cart/coupons', async (c) => {
    const given = await read(c, Coupon)
    return await change(c, given, (visit, { code }) => carts.addCoupon(visit, code))
  })

  app.post('/bff/cart/coupons/removals', async (c) => {
    const given = await read(c, Coupon)
    return await change(c, given, (visit, { code }) => carts.removeCoupon(visit, code))
  })

  app.post('/bff/cart/quote', async (c) => {
    const visit = openVisit(c)
    // the service checks it, and says which field is wrong
    const { value } = await read(c, z.record(z.string(), z.unknown()))
    const outcome = await attempt(visit, () => carts.quote(visit, value as never))
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    return answerValue(c, visit, outcome.value)
  })
}
