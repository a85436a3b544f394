import type { Revocations } from '@comptoir/dapr/host/revocations'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { ServiceDeps } from '@comptoir/service/app'
import type { Context } from 'hono'
import type { Erasures } from './erasures/erasure-store.ts'
import type { GuestErasures } from './guest-erasures.ts'
import type { SignedTexts } from './keys/signed-texts.ts'
import type { OneTimeTokens } from './messages/one-time-tokens.ts'
import type { RequestLimits } from './messages/request-limits.ts'
import type { Exports } from './personal-data/export-store.ts'
import type { IsBreached } from './sign-in/breached-passwords.ts'
import type { SignInDeps } from './sign-in/sign-in.ts'
import type { Invitations } from './staff/invitation-store.ts'
import type { VendorAccess } from './vendors/vendor-access-store.ts'

export type Deps = SignInDeps &
  ServiceDeps & {
    readonly orders: Client
    readonly revocations: Revocations
    readonly guestErasures: GuestErasures
    readonly invitations: Invitations
    readonly vendorAccess: VendorAccess
    readonly exports: Exports
    readonly erasures: Erasures
    readonly signed: SignedTexts
    readonly tokens: OneTimeTokens
    readonly requestLimits: RequestLimits
    readonly isBreached: IsBreached
    /** The address that a request comes from. */
    readonly addressOf: (c: Context) => string
    readonly clock: () => Date
    readonly newId: (prefix: 'usr' | 'adr' | 'ivt' | 'note' | 'exp') => string
  }
