import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { Deps } from './deps.ts'
import { addCartRoutes, addOpeningRoutes } from './routes/carts.ts'
import { addCouponRoutes } from './routes/coupons.ts'
import { addLineRoutes } from './routes/lines.ts'
import { addWishListChanges, addWishListItems, addWishListRoutes } from './routes/wish-lists.ts'

/** Carts of guests and users, priced from the catalogue of today. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'carts',
    title: 'Carts',
    description: 'Carts of guests and signed-in shoppers, their totals, and the merge at log-in',
  })
  addOpeningRoutes(app, deps)
  addCartRoutes(app, deps)
  addLineRoutes(app, deps)
  addCouponRoutes(app, deps)
  addWishListRoutes(app, deps)
  addWishListChanges(app, deps)
  addWishListItems(app, deps)
  return app
}
