import type { Revocations } from '@comptoir/dapr/host/revocations'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { createServiceApp, type ServiceApp, type ServiceAppOptions } from '@comptoir/service/app'
import type { Context } from 'hono'
import { addAddressRoutes } from './routes/addresses.ts'
import { addAuthRoutes } from './routes/auth.ts'
import { addMeRoutes } from './routes/me.ts'
import { addUserRoutes } from './routes/users.ts'
import type { SignInDeps } from './sign-in/sign-in.ts'

export type Deps = SignInDeps &
  Pick<ServiceAppOptions, 'verify' | 'log' | 'appToken' | 'corsOrigins' | 'ready'> & {
    readonly orders: Client
    readonly revocations: Revocations
    /** The address that a request comes from. */
    readonly addressOf: (c: Context) => string
    readonly clock: () => Date
    readonly newId: (prefix: 'usr' | 'adr') => string
  }

/** Accounts: registration, sign-in and tokens, profiles and addresses, and what staff may change. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'accounts',
    title: 'Accounts',
    description: 'Who the customers and the staff are, and the tokens that say so',
  })
  addAuthRoutes(app, deps)
  addMeRoutes(app, deps)
  addAddressRoutes(app, deps)
  addUserRoutes(app, deps)
  return app
}
