import type { Customers } from '@comptoir/dapr/sidecar/customers'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { Promotions } from '@comptoir/dapr/sidecar/promotions'
import type { TaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import type { ServiceDeps } from '@comptoir/service/app'
import type { Context } from 'hono'
import type { UserCarts } from './cart-store.ts'
import type { VariantCache } from './pricing/variant-cache.ts'
import type { WishLists } from './wish-lists/wish-list-store.ts'

export type Deps = ServiceDeps &
  UserCarts & {
    readonly variants: VariantCache
    readonly customers: Customers
    readonly shipping: Client
    readonly taxRates: TaxRates
    readonly promotions: Promotions
    /** From where a request comes. */
    readonly addressOf: (c: Context) => string
    readonly wishLists: WishLists
    readonly newWishListId: () => string
    readonly newShareToken: () => string
    readonly clock: () => Date
  }
