import type { Cart } from '@comptoir/contracts/carts/schemas'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { ReservationOutcome, StockLine } from '@comptoir/contracts/inventory/schemas'
import type { PaymentStatus } from '@comptoir/contracts/payments/schemas'
import type { ShipmentStatus, ShippingOption } from '@comptoir/contracts/shipping/schemas'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { placementTwins } from './placement-twins.ts'
import { fulfilmentTwins, moneyTwins, stockTwin } from './saga-twins.ts'
import { aCart, anOption, aVariant } from './samples.ts'

/** What the twins of the other services hold: tests turn it as they need. */
export type Shop = {
  readonly calls: string[]
  readonly away: Set<string>
  readonly stock: Map<string, number>
  readonly reservations: Map<string, { outcome: ReservationOutcome; lines: StockLine[] }>
  readonly refunds: string[]
  accountStatus: 'active' | 'suspended'
  cart: Cart
  variants: VariantSnapshot[]
  options: ShippingOption[]
  /** `unknown` while payments has not heard of the order. */
  payment: PaymentStatus
  parcel: ShipmentStatus
  invoice: 'unknown' | 'draft' | 'finalised' | 'voided' | 'credited'
}

export type ShopTwin = Shop & {
  readonly accounts: Client
  readonly carts: Client
  readonly catalog: Client
  readonly inventory: Client
  readonly payments: Client
  readonly billing: Client
  readonly shipping: Client
}

/** The other services as far as orders needs them, in memory. */
export function createShopTwin(): ShopTwin {
  const shop: Shop = {
    calls: [],
    away: new Set(),
    stock: new Map([['MUG', 10]]),
    reservations: new Map(),
    refunds: [],
    accountStatus: 'active',
    cart: aCart(),
    variants: [aVariant()],
    options: [anOption()],
    payment: 'unknown',
    parcel: 'unknown',
    invoice: 'unknown',
  }
  return Object.assign(shop, {
    ...placementTwins(shop),
    ...stockTwin(shop),
    ...moneyTwins(shop),
    ...fulfilmentTwins(shop),
  })
}
