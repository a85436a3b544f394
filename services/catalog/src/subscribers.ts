import * as vendors from '@comptoir/contracts/admin/events'
import {
  CategoryChanged,
  PriceListChanged,
  ProductArchived,
  ProductCreated,
  ProductUpdated,
  ProductVendorChanged,
} from '@comptoir/contracts/catalog/events'
import { StockLevelChanged } from '@comptoir/contracts/inventory/events'
import { type EventMeta, on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { Live } from '@comptoir/dapr/live/live-channels'
import type { Freshness } from './memory/follow-changes.ts'
import { stockChannel } from './memory/stock-levels.ts'
import { countSold } from './sold/follow-sold.ts'
import type { SoldUnits } from './sold/sold-units.ts'
import { followVendor } from './vendors/product-vendor.ts'
import type { ProductVendors } from './vendors/product-vendor-store.ts'

type SubscriberDeps = {
  live: Live
  productVendors: ProductVendors
  soldUnits: SoldUnits
  clock: () => Date
}

/**
 * A stock level from inventory reaches one replica, which passes it to all. What a vendor may do is kept, whatever order its events
 * come in: the higher version of the vendor counts. What orders have is counted, once.
 */
export function createSubscribers(deps: SubscriberDeps): Subscriber[] {
  const { live, productVendors } = deps
  const vendor = (fact: vendors.VendorFact, { version }: EventMeta) =>
    productVendors.upsert(fact.vendorId, (known) => followVendor(known, fact, version))
  return [
    on(StockLevelChanged, ({ sku, available, version }) =>
      live.announce(stockChannel, {
        id: `${sku}:${version}`,
        type: 'level',
        data: { sku, available, version },
      }),
    ),
    on(vendors.VendorApproved, vendor),
    on(vendors.VendorSuspended, vendor),
    on(vendors.VendorReinstated, vendor),
    on(vendors.VendorClosed, vendor),
    on(vendors.VendorCommissionChanged, vendor),
    countSold(deps),
  ]
}

/** What each replica does on the catalogue's own facts: read again what it holds older. */
export function createBroadcasts({ freshness }: { freshness: Freshness }): Subscriber[] {
  const product = (data: { productId: string }, meta: { version: number }) =>
    freshness.product(data.productId, meta.version)
  return [
    on(ProductCreated, product),
    on(ProductUpdated, product),
    on(ProductArchived, product),
    on(CategoryChanged, (_, meta) => freshness.tree(meta.version)),
    on(PriceListChanged, (data, meta) => freshness.priceList(data.priceListId, meta.version)),
    on(ProductVendorChanged, (data, meta) => freshness.vendor(data.vendorId, meta.version)),
  ]
}
