import { createServiceApp, type ServiceApp, type ServiceDeps } from '@comptoir/service/app'
import { addCartRoutes, addOpeningRoutes, type CartDeps } from './routes/carts.ts'
import { addInternalRoutes } from './routes/internal.ts'
import { addLineRoutes } from './routes/lines.ts'

export type Deps = CartDeps & ServiceDeps

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
  addInternalRoutes(app, deps)
  return app
}
