import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { TokenVerifier } from '@comptoir/service/auth'
import type { Logger } from '@comptoir/service/log'
import type { OpenApiDocument } from '@comptoir/service/openapi'
import { createForward, type ForwardDeps } from './forward.ts'

export type Deps = ForwardDeps & {
  readonly verify: TokenVerifier
  readonly log: Logger
  readonly appToken: string
  readonly corsOrigins: readonly string[]
  readonly ready: () => Promise<string | undefined>
  readonly document: () => Promise<OpenApiDocument>
}

/** The one entrance of the shop: everything that is not health or documentation is forwarded to its service. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    appId: 'gateway',
    title: 'Gateway',
    description: 'One entrance to every service.',
    verify: deps.verify,
    log: deps.log,
    appToken: deps.appToken,
    corsOrigins: deps.corsOrigins,
    bodyLimitBytes: deps.fileLimitBytes,
    ready: deps.ready,
    document: deps.document,
  })
  app.all('*', createForward(deps))
  return app
}
