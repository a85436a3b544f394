import { lockCart } from '@comptoir/contracts/carts/internal-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { isRefusal } from '@comptoir/service/problems/refusal'
import { type CommandDeps, changeCart } from '../cart-commands.ts'
import { lock } from '../cart-lifecycle.ts'

/** For orders: a cart that is gone by then needs no lock. */
export function addInternalRoutes(app: ServiceApp, deps: CommandDeps): void {
  app.openapi(lockCart, async (c) => {
    const { cartId } = c.req.valid('param')
    const { orderId } = c.req.valid('json')
    await changeCart(deps, cartId, (cart, at) => lock(cart, orderId, at)).catch((error) => {
      if (!isRefusal(error, 'not_found')) throw error
    })
    return c.body(null, 204)
  })
}
