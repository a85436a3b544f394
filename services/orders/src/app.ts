import type { Keys } from '@comptoir/dapr/documents/keys'
import type { Live } from '@comptoir/dapr/events/live'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { createServiceApp, type ServiceApp, type ServiceDeps } from '@comptoir/service/app'
import type { PlacementDeps } from './placing/placement.ts'
import { addChangingRoutes } from './routes/changing.ts'
import { addPlacingRoutes } from './routes/placing.ts'
import { addReadingRoutes } from './routes/reading.ts'
import { addSagaRoutes, type SagaReading } from './routes/sagas.ts'
import type { SagaControl } from './saga/control.ts'

export type Deps = PlacementDeps &
  ServiceDeps & {
    readonly payments: Client
    readonly sagas: SagaControl
    readonly live: Live
    readonly keys: Keys
    readonly engine: SagaReading
  }

/** Orders: placing, lists, tracking and its live stream, paying again, cancelling. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'orders',
    title: 'Orders',
    description: 'The life of an order, from the cart to the parcel at the door',
  })
  addPlacingRoutes(app, deps)
  addReadingRoutes(app, deps)
  addChangingRoutes(app, deps)
  addSagaRoutes(app, deps)
  return app
}
