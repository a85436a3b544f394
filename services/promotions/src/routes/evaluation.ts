import {
  evaluateCart,
  readAutomaticPromotions,
} from '@comptoir/contracts/promotions/internal-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { discountCart } from '../cart-discounts.ts'
import type { Deps } from '../deps.ts'

/** What carts and orders ask. */
export function addEvaluationRoutes(app: ServiceApp, deps: Deps): void {
  const { promotionMemory, clock } = deps

  app.openapi(evaluateCart, async (c) => c.json(await discountCart(deps, c.req.valid('json')), 200))

  app.openapi(readAutomaticPromotions, (c) =>
    c.json({ any: promotionMemory.hasAutomatic(clock().toISOString()) }, 200),
  )
}
