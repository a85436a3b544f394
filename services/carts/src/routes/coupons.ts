import { addCartCoupon, removeCartCoupon } from '@comptoir/contracts/carts/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import type { StoredCart } from '../cart.ts'
import { changeCart, openFor } from '../cart-commands.ts'
import { visitorOf } from '../cart-token.ts'
import type { Deps } from '../deps.ts'
import { evaluateCode } from '../pricing/pricing.ts'
import { addCode, removeCode } from '../promotions/cart-codes.ts'
import { showTagged } from './lines.ts'

/** Putting promotion codes on a cart, and taking them off. */
export function addCouponRoutes(app: ServiceApp, deps: Deps): void {
  app.openapi(addCartCoupon, async (c) => {
    const { cartId, code } = c.req.valid('param')
    const visitor = visitorOf(c)
    const { data } = await openFor(deps, cartId, visitor)
    const shopper = data.owner.kind === 'user' ? data.owner.userId : cartId
    const attempt = { shopper, address: deps.addressOf(c) }
    await requireKnown(deps, data, { code, attempt })
    const document = await changeCart(deps, { cartId, visitor }, (cart, at) =>
      addCode(cart, code, at),
    )
    return c.json(await showTagged(c, deps, document), 200)
  })

  app.openapi(removeCartCoupon, async (c) => {
    const { cartId, code } = c.req.valid('param')
    const target = { cartId, visitor: visitorOf(c) }
    const document = await changeCart(deps, target, (cart, at) => removeCode(cart, code, at))
    return c.json(await showTagged(c, deps, document), 200)
  })
}

type TypedCode = Parameters<typeof evaluateCode>[2]

/** A code that nobody has is not kept: a shopper who mistyped it is told at once. */
async function requireKnown(deps: Deps, cart: StoredCart, typed: TypedCode): Promise<void> {
  const { code } = typed
  const { discounts, isUnavailable } = await evaluateCode(deps, cart, typed)
  if (isUnavailable) throw refuse('dependency_unavailable', 'codes cannot be checked now')
  const rejected = discounts?.rejected.find((one) => one.code === code)
  if (rejected?.reason !== 'unknown_code') return
  const message = rejected.message.en ?? 'there is no such code'
  throw refuse('code_refused', message, {
    errors: [{ field: 'code', code: rejected.reason, message }],
    extensions: { rejectedCodes: [rejected] },
  })
}
