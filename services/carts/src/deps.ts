import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { TaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import type { ServiceDeps } from '@comptoir/service/app'
import type { UserCarts } from './cart-store.ts'
import type { Customers } from './customers.ts'
import type { VariantCache } from './variant-cache.ts'

export type Deps = ServiceDeps &
  UserCarts & {
    readonly variants: VariantCache
    readonly customers: Customers
    readonly shipping: Client
    readonly taxRates: TaxRates
    readonly clock: () => Date
  }
