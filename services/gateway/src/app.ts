import { attachFaults, type Faults } from '@comptoir/dapr/faults/faults'
import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { TokenVerifier } from '@comptoir/service/auth/auth'
import type { Logger } from '@comptoir/service/observability/log'
import type { ServedDocument } from '@comptoir/service/openapi/openapi'
import { createEntrance } from './entrance.ts'
import { createForward, createRecall, type ForwardDeps } from './forwarding/forward.ts'
import { addOperationRoutes, type OperationDeps } from './routes/operations.ts'
import { addStoryRoute } from './routes/story.ts'
import type { Operation } from './routing/operation-list.ts'
import { createOperationTable } from './routing/operations.ts'
import { createResolver } from './routing/requests.ts'

export type Deps = ForwardDeps &
  OperationDeps & {
    /** The public operations of every service: what is not among them is not forwarded. */
    readonly operations: readonly Operation[]
    readonly verify: TokenVerifier
    readonly log: Logger
    readonly appToken: string
    readonly corsOrigins: readonly string[]
    readonly ready: () => Promise<string | undefined>
    /** The documents of the services and our own, merged. Without it, the gateway's own alone is served. */
    readonly document?: (() => Promise<ServedDocument>) | undefined
    /** Before all else is forwarded: whatever is added later is not reached. */
    readonly faults?: Faults | undefined
  }

export const info = {
  appId: 'gateway',
  title: 'Gateway',
  description: 'One entrance to every service.',
}

/** The one entrance of the shop: what the contract declares is forwarded to its service. */
export function createApp(deps: Deps): ServiceApp {
  const { document, cache, limits, trustedProxyHops } = deps
  const resolve = createResolver(createOperationTable(deps.operations))
  const known = { cache, limits, trustedProxyHops, resolve }
  const app: ServiceApp = createServiceApp({
    ...info,
    verify: deps.verify,
    log: deps.log,
    appToken: deps.appToken,
    corsOrigins: deps.corsOrigins,
    bodyLimitBytes: deps.fileLimitBytes,
    ready: deps.ready,
    recall: createRecall(known),
    entrance: createEntrance(known, () => app),
    ...(document && { document }),
  })
  addOperationRoutes(app, deps)
  addStoryRoute(app, deps)
  if (deps.faults) attachFaults(app, deps.faults)
  app.all('*', createForward(deps))
  return app
}
