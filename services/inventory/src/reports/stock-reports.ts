import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { type Item, StoredItem } from '../stock/stock.ts'
import { type Alert, StoredAlert } from './alert.ts'

export type StockItems = Collection<Item>
export type StockAlerts = Collection<Alert>

/** Stock as documents, for lists and database views; Redis has the truth. */
export function createStockItems(store: Store): StockItems {
  return createCollection(store, {
    name: 'stock-items',
    audit: 'none',
    schema: StoredItem,
    indexes: { byLevel: (item) => [at('all'), at(item.level)] },
  })
}

/** Alerts by status, newest first by their time; those not closed by SKU. */
export function createStockAlerts(store: Store): StockAlerts {
  return createCollection(store, {
    name: 'stock-alerts',
    audit: 'plain',
    schema: StoredAlert,
    indexes: {
      byStatus: (alert) => [{ key: alert.status, score: Date.parse(alert.raisedAt) }],
      unclosed: (alert) => (alert.status === 'closed' ? [] : [at(alert.sku)]),
    },
  })
}

const at = (key: string) => ({ key, score: 0 })
