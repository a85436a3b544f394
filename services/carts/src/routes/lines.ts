import { addCartLine, changeCartLine, removeCartLine } from '@comptoir/contracts/carts/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { etagOf } from '@comptoir/service/http/etag'
import type { Context } from 'hono'
import { addOnce } from '../additions.ts'
import { addLine, changeLine, removeLine, type StoredCart, type Variants } from '../cart.ts'
import { type CartTarget, changeCart } from '../cart-commands.ts'
import type { CartDocument } from '../cart-store.ts'
import { visitorOf } from '../cart-token.ts'
import type { Deps } from '../deps.ts'
import { showCart } from '../pricing/pricing.ts'

type LineRule = (cart: StoredCart, at: string, variants: Variants) => StoredCart
type LineChange = { readonly skus: readonly string[]; readonly rule: LineRule }

/**
 * Changes a cart once what is on sale is known of the SKUs and of every line: else nothing is written, and what was
 * missing is asked for first.
 */
export async function changePriced(
  deps: Deps,
  target: CartTarget,
  { skus, rule }: LineChange,
): Promise<{ document: CartDocument; variants: Variants }> {
  const [asked] = await Promise.all([deps.variants.find(skus), deps.taxRates.read()])
  let variants = asked
  let missing: readonly string[] = []
  const document = await changeCart(deps, target, (cart, at) => {
    const others = cart.lines.map((line) => line.sku).filter((sku) => !asked.has(sku))
    variants = new Map([...asked, ...deps.variants.cached(others)])
    missing = others.filter((sku) => !variants.has(sku))
    return missing.length > 0 ? cart : rule(cart, at, variants)
  })
  if (missing.length === 0) return { document, variants }
  return changePriced(deps, target, { skus: [...skus, ...missing], rule })
}

/** The cart as its owner sees it, with its tag. */
export async function showTagged(c: Context, deps: Deps, ...shown: [CartDocument, Variants?]) {
  const cart = await showCart(deps, ...shown)
  c.header('etag', etagOf(cart.version))
  return cart
}

/** Adding, changing and removing lines. What is on sale is read before anything is written. */
export function addLineRoutes(app: ServiceApp, deps: Deps): void {
  async function change(c: Context, cartId: string, wanted: LineChange) {
    const target = { cartId, visitor: visitorOf(c) }
    const { document, variants } = await changePriced(deps, target, wanted)
    return await showTagged(c, deps, document, variants)
  }

  app.openapi(addCartLine, async (c) => {
    const { cartId } = c.req.valid('param')
    const wanted = c.req.valid('json')
    const { 'idempotency-key': key } = c.req.valid('header')
    const rule: LineRule = (cart, at, variants) =>
      addOnce(cart, { ...wanted, key }, () => addLine(cart, { ...wanted, variants, at }))
    return c.json(await change(c, cartId, { skus: [wanted.sku], rule }), 200)
  })

  app.openapi(changeCartLine, async (c) => {
    const { cartId, sku } = c.req.valid('param')
    const { quantity } = c.req.valid('json')
    const rule: LineRule = (cart, at, variants) => changeLine(cart, { sku, quantity, variants, at })
    return c.json(await change(c, cartId, { skus: [sku], rule }), 200)
  })

  app.openapi(removeCartLine, async (c) => {
    const { cartId, sku } = c.req.valid('param')
    const rule: LineRule = (cart, at) => removeLine(cart, { sku, at })
    return c.json(await change(c, cartId, { skus: [], rule }), 200)
  })
}
