import { readStored } from '@comptoir/dapr/test/memory-store'
import { expect, it } from 'vitest'
import { createStockAlerts, createStockItems } from './reports/stock-reports.ts'
import { createWishes } from './wishes/wish-store.ts'

const files = ['inventory.json', 'inventory-recent.json']

it.each(files)(
  'reads the documents that versions before wrote, with all they hold: %s',
  async (name) => {
    const file = new URL(`../test/stored/${name}`, import.meta.url)
    const documents = await readStored('inventory', file, (store) => [
      createStockItems(store),
      createStockAlerts(store),
      createWishes(store),
    ])
    expect(documents).not.toEqual([])
    for (const { key, stored, read } of documents) expect(read, key).toEqual(stored)
  },
)
