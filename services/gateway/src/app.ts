import { attachFaults } from '@comptoir/dapr/faults/faults'
import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { Deps } from './deps.ts'
import { createForward, createResponseMemory } from './forwarding/forward.ts'
import { addOperationRoutes } from './routes/operations.ts'
import { addTimelineRoute } from './routes/timeline.ts'
import { createOperationTable } from './routing/operation-table.ts'
import { createEntrance } from './routing/request-checks.ts'
import { createResolver } from './routing/resolve-request.ts'

export const info = {
  appId: 'gateway',
  title: 'Gateway',
  description: 'One entrance to every service.',
}

/** The one entrance of the shop: what the contract declares is forwarded to its service. */
export function createApp(deps: Deps): ServiceApp {
  const { cache, limits, trustedProxyHops } = deps
  const resolve = createResolver(createOperationTable(deps.operations))
  const known = { cache, limits, trustedProxyHops, resolve }
  const app: ServiceApp = createServiceApp({
    ...deps,
    ...info,
    bodyLimitBytes: deps.fileLimitBytes,
    memory: createResponseMemory(known),
    entrance: createEntrance(known, () => app),
  })
  addOperationRoutes(app, deps)
  addTimelineRoute(app, deps)
  if (deps.faults) attachFaults(app, deps.faults)
  app.all('*', createForward(deps))
  return app
}
