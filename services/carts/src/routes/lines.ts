import { addCartLine, changeCartLine, removeCartLine } from '@comptoir/contracts/cart-api'
import type { ServiceApp } from '@comptoir/service/app'
import { etagOf } from '@comptoir/service/etag'
import type { Context } from 'hono'
import { addLine, changeLine, removeLine, type StoredCart, type Variants } from '../cart.ts'
import { changeCart, openFor } from '../cart-desk.ts'
import { visitorOf } from '../cart-token.ts'
import { showCart } from '../cart-view.ts'
import { findVariants } from '../pricing.ts'
import type { CartDeps } from './carts.ts'

type LineRule = (cart: StoredCart, at: string, variants: Variants) => StoredCart

/** Adding, changing and removing lines. What is on sale is read before anything is written. */
export function addLineRoutes(app: ServiceApp, deps: CartDeps): void {
  async function change(
    c: Context,
    { cartId, sku }: { cartId: string; sku: string },
    rule: LineRule,
  ) {
    const { data } = await openFor(deps, cartId, visitorOf(c))
    const skus = [...data.lines.map((line) => line.sku), sku]
    const [variants] = await Promise.all([findVariants(deps.catalog, skus), deps.taxRates()])
    const document = await changeCart(deps, cartId, (cart, at) => rule(cart, at, variants))
    const cart = await showCart(deps, document, variants)
    c.header('etag', etagOf(cart.version))
    return cart
  }

  app.openapi(addCartLine, async (c) => {
    const { cartId } = c.req.valid('param')
    const wanted = c.req.valid('json')
    const rule: LineRule = (cart, at, variants) => addLine(cart, { ...wanted, variants, at })
    return c.json(await change(c, { cartId, sku: wanted.sku }, rule), 200)
  })

  app.openapi(changeCartLine, async (c) => {
    const { cartId, sku } = c.req.valid('param')
    const { quantity } = c.req.valid('json')
    const rule: LineRule = (cart, at, variants) => changeLine(cart, { sku, quantity, variants, at })
    return c.json(await change(c, { cartId, sku }, rule), 200)
  })

  app.openapi(removeCartLine, async (c) => {
    const { cartId, sku } = c.req.valid('param')
    return c.json(
      await change(c, { cartId, sku }, (cart, at) => removeLine(cart, { sku, at })),
      200,
    )
  })
}
