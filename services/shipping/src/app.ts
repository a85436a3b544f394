import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { Deps } from './deps.ts'
import { addCarrierRoutes } from './routes/carriers.ts'
import { addLabelRoutes } from './routes/labels.ts'
import { addFurtherShipmentRoutes, addParcelRoutes } from './routes/parcels.ts'
import { addPickupRoutes } from './routes/pickup-points.ts'
import { addSagaRoutes, addShipmentRoutes, addTrackingRoutes } from './routes/shipments.ts'
import { addTariffRoutes } from './routes/tariffs.ts'

/** Shipping: rates, shipments with their labels, and tracking. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'shipping',
    title: 'Shipping',
    description: 'Rates, carriers, shipments, labels and tracking',
  })
  addCarrierRoutes(app, deps)
  addTariffRoutes(app, deps)
  addPickupRoutes(app, deps)
  addShipmentRoutes(app, deps)
  addParcelRoutes(app, deps)
  addTrackingRoutes(app, deps)
  addLabelRoutes(app, deps)
  addSagaRoutes(app, deps)
  addFurtherShipmentRoutes(app, deps)
  return app
}
