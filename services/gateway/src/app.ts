import { attachFaults, type Faults } from '@comptoir/dapr/faults/faults'
import {
  createServiceApp,
  type ServiceApp,
  type ServiceAppOptions,
  type ServiceDeps,
} from '@comptoir/service/app'
import { createForward, createResponseMemory, type ForwardDeps } from './forwarding/forward.ts'
import { addOperationRoutes, type OperationDeps } from './routes/operations.ts'
import { createOperationTable, type Operation } from './routing/operation-table.ts'
import { createEntrance } from './routing/request-checks.ts'
import { createResolver } from './routing/resolve-request.ts'

export const info = {
  appId: 'gateway',
  title: 'Gateway',
  description: 'One entrance to every service.',
}

export type Deps = ServiceDeps &
  ForwardDeps &
  OperationDeps & {
    /** The public operations of every service: what is not among them is not forwarded. */
    readonly operations: readonly Operation[]
    /** The documents of the services and our own, merged. Without it, the gateway's own alone is served. */
    readonly document?: ServiceAppOptions['document']
    /** Before all else is forwarded: whatever is added later is not reached. */
    readonly faults?: Faults | undefined
    /** The broadcast of settings: before all else is forwarded, too. */
    readonly attachSettings?: (app: ServiceApp) => void
  }

/** The one entrance of the shop: what the contract declares is forwarded to its service. */
export function createApp(deps: Deps): ServiceApp {
  const { cache, limits, trustedProxyHops, visitorOf, settings } = deps
  const resolve = createResolver(createOperationTable(deps.operations))
  const known = { cache, limits, trustedProxyHops, visitorOf, settings, resolve }
  const app: ServiceApp = createServiceApp({
    ...deps,
    ...info,
    bodyLimitBytes: deps.fileLimitBytes,
    memory: createResponseMemory(known),
    entrance: createEntrance(known, () => app),
  })
  addOperationRoutes(app, deps)
  if (deps.faults) attachFaults(app, deps.faults)
  deps.attachSettings?.(app)
  app.all('*', createForward(deps))
  return app
}
