import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { Deps } from './deps.ts'
import { addCarrierRoutes } from './routes/carriers.ts'
import { addFurtherShipmentRoutes, addParcelRoutes } from './routes/parcels.ts'
import { addSagaRoutes, addShipmentRoutes, addTrackingRoutes } from './routes/shipments.ts'

/** Shipping: rates, shipments with their labels, and tracking. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'shipping',
    title: 'Shipping',
    description: 'Rates, carriers, shipments, labels and tracking',
  })
  addCarrierRoutes(app, deps)
  addShipmentRoutes(app, deps)
  addParcelRoutes(app, deps)
  addTrackingRoutes(app, deps)
  addSagaRoutes(app, deps)
  addFurtherShipmentRoutes(app, deps)
  return app
}
