import type { Revocations } from '@comptoir/dapr/host/revocations'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { ServiceDeps } from '@comptoir/service/app'
import type { Context } from 'hono'
import type { GuestErasures } from './guest-erasures.ts'
import type { SignInDeps } from './sign-in/sign-in.ts'

export type Deps = SignInDeps &
  ServiceDeps & {
    readonly orders: Client
    readonly revocations: Revocations
    readonly guestErasures: GuestErasures
    /** The address that a request comes from. */
    readonly addressOf: (c: Context) => string
    readonly clock: () => Date
    readonly newId: (prefix: 'usr' | 'adr') => string
  }
