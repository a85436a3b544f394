import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { Deps } from './deps.ts'
import { addAlertRoutes } from './routes/alerts.ts'
import { addReservationRoutes } from './routes/reservations.ts'
import { addAvailabilityRoutes, addMovementRoutes, addStockRoutes } from './routes/stock.ts'
import { addStockStreamRoute } from './routes/stock-stream.ts'
import { addWishRoutes } from './routes/wishes.ts'

/** Inventory: what is on hand, what is held for orders, what moved, what runs out. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'inventory',
    title: 'Inventory',
    description: 'Stock levels, reservations, movements and alerts',
  })
  addStockStreamRoute(app, deps)
  addWishRoutes(app, deps)
  addAvailabilityRoutes(app, deps)
  addStockRoutes(app, deps)
  addMovementRoutes(app, deps)
  addReservationRoutes(app, deps)
  addAlertRoutes(app, deps)
  return app
}
