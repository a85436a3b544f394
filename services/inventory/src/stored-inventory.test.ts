import { readStored } from '@comptoir/dapr/test/memory-store'
import { expect, it } from 'vitest'
import { createStockAlerts, createStockItems } from './reports/stock-reports.ts'

it('reads the documents that the version before wrote, with all they hold', async () => {
  const file = new URL('../test/stored/inventory.json', import.meta.url)
  const documents = await readStored('inventory', file, (store) => [
    createStockItems(store),
    createStockAlerts(store),
  ])
  expect(documents).not.toEqual([])
  for (const { key, stored, read } of documents) expect(read, key).toEqual(stored)
})
