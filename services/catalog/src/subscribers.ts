import {
  CategoryChanged,
  PriceListChanged,
  ProductArchived,
  ProductCreated,
  ProductUpdated,
} from '@comptoir/contracts/catalog/events'
import { StockLevelChanged } from '@comptoir/contracts/inventory/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { Live } from '@comptoir/dapr/live/live-channels'
import type { Freshness } from './memory/follow-changes.ts'
import { stockChannel } from './memory/stock-levels.ts'

/** A stock level from inventory reaches one replica, which passes it to all. */
export function createSubscribers({ live }: { live: Live }): Subscriber[] {
  return [
    on(StockLevelChanged, ({ sku, available, version }) =>
      live.announce(stockChannel, {
        id: `${sku}:${version}`,
        type: 'level',
        data: { sku, available, version },
      }),
    ),
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
  ]
}
