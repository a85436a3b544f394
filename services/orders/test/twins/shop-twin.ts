import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { aCart, anOption, aVariant } from '../samples.ts'
import { personTwins } from './person-twins.ts'
import { placementTwins } from './placement-twins.ts'
import { promotionsTwin } from './promotions-twin.ts'
import { fulfilmentTwins, moneyTwins, stockTwin } from './saga-twins.ts'
import type { Shop } from './shop.ts'

export type ShopTwin = Shop & {
  readonly accounts: Client
  readonly carts: Client
  readonly catalog: Client
  readonly inventory: Client
  readonly payments: Client
  readonly billing: Client
  readonly shipping: Client
  readonly promotions: Client
  readonly support: Client
  readonly notifications: Client
}

/** The other services as far as orders needs them, in memory. */
export function createShopTwin(): ShopTwin {
  const shop: Shop = {
    calls: [],
    away: new Set(),
    stock: new Map([['MUG', 10]]),
    reservations: new Map(),
    refunds: [],
    taxSettings: { homeCountry: 'FR', prices: 'gross' },
    vatId: { vatId: 'DE136695976', status: 'unchecked' },
    accountStatus: 'active',
    ownEmailKey: {},
    cart: aCart(),
    variants: [aVariant()],
    lookups: [],
    options: [anOption()],
    payment: 'unknown',
    parcel: 'unknown',
    invoice: 'unknown',
    promote: () => ({}),
    uses: 1,
    redemptions: new Map(),
    returnRefunds: new Map(),
    refundStatus: 'succeeded',
    isCreditedBefore: false,
    creditNotes: [],
    restocked: new Map(),
    further: new Map(),
    extra: new Map(),
    supplements: new Map(),
  }
  return Object.assign(shop, {
    ...placementTwins(shop),
    ...stockTwin(shop),
    ...moneyTwins(shop),
    ...fulfilmentTwins(shop),
    ...promotionsTwin(shop),
    ...personTwins(shop),
  })
}
