import { lockCart, readAbandonedCart, readCart } from '@comptoir/contracts/carts/internal-routes'
import {
  deleteCart,
  mergeCart,
  openCart,
  putCart,
  quoteCart,
  readCartSingular,
  readMyCart,
} from '@comptoir/contracts/carts/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser, maybeUser } from '@comptoir/service/auth/auth'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import type { Context } from 'hono'
import { isAsLeft } from '../abandonment/abandoned-cart.ts'
import type { Variants } from '../cart.ts'
import {
  changeCart,
  mergedCartOf,
  mergeInto,
  type Opened,
  openFor,
  openOwn,
  put,
  readOwn,
} from '../cart-commands.ts'
import { lock } from '../cart-lifecycle.ts'
import { visitorOf } from '../cart-token.ts'
import type { Deps } from '../deps.ts'
import { quoteCartTo } from '../pricing/quote.ts'
import { showTagged } from './lines.ts'

/** Opening carts: by anyone, each sees their own. `/carts/mine` stands before `/carts/{cartId}`. */
export function addOpeningRoutes(app: ServiceApp, deps: Deps): void {
  const answer = async (c: Context, { document, created, cartToken }: Opened, known?: Variants) =>
    c.json({ ...(await showTagged(c, deps, document, known)), cartToken }, created ? 201 : 200)

  app.openapi(putCart, async (c) => {
    const { cartId, lines } = c.req.valid('json')
    const skus = lines.map((line) => line.sku)
    const [variants] = await Promise.all([
      deps.variants.find([...new Set(skus)]),
      deps.taxRates.read(),
    ])
    const opened = await put(deps, visitorOf(c), { cartId, lines, variants })
    return await answer(c, opened, variants)
  })

  app.openapi(openCart, async (c) => {
    return await answer(c, await openOwn(deps, maybeUser(c)?.id))
  })

  app.openapi(readMyCart, async (c) => {
    const document = await readOwn(deps, currentUser(c).id)
    return c.json(await showTagged(c, deps, document), 200)
  })

  app.openapi(mergeCart, async (c) => {
    const { id: userId } = currentUser(c)
    const { cartId } = c.req.valid('param')
    const document = await mergeInto(deps, { cartId, userId, visitor: visitorOf(c) })
    return c.json(await showTagged(c, deps, document), 200)
  })
}

/** Reading, pricing, locking and deleting a cart. */
export function addCartRoutes(app: ServiceApp, deps: Deps): void {
  async function show(c: Context, cartId: string) {
    const visitor = visitorOf(c)
    const document = await openFor(deps, cartId, visitor)
    const [cart, mergedInto] = await Promise.all([
      showTagged(c, deps, document),
      mergedCartOf(deps, document, visitor),
    ])
    return { ...cart, mergedInto }
  }

  for (const route of [readCart, readCartSingular]) {
    app.openapi(route, async (c) => c.json(await show(c, c.req.valid('param').cartId), 200))
  }

  app.openapi(deleteCart, async (c) => {
    const { id } = await openFor(deps, c.req.valid('param').cartId, visitorOf(c))
    await deps.carts.remove(id, (cart) => {
      if (cart.status === 'locked') throw refuse('cart_locked')
      return undefined
    })
    return c.body(null, 204)
  })

  app.openapi(quoteCart, async (c) => {
    const { id, data } = await openFor(deps, c.req.valid('param').cartId, visitorOf(c))
    return c.json({ cartId: id, ...(await quoteCartTo(deps, data, c.req.valid('json'))) }, 200)
  })

  app.openapi(readAbandonedCart, async (c) => {
    const { cartId, updatedAt } = c.req.valid('param')
    const cart = await deps.carts.get(cartId)
    if (!cart || !isAsLeft(cart.data, updatedAt)) throw refuse('not_found', 'it is another now')
    return c.json({ cartId }, 200)
  })

  /** For orders: a cart that is gone by then needs no lock. */
  app.openapi(lockCart, async (c) => {
    const { cartId } = c.req.valid('param')
    const { orderId } = c.req.valid('json')
    await changeCart(deps, { cartId }, (cart, at) => lock(cart, orderId, at)).catch((error) => {
      if (!isRefusal(error, 'not_found')) throw error
    })
    return c.body(null, 204)
  })
}
