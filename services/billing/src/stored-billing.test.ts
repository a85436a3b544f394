import { readStored } from '@comptoir/dapr/test/memory-store'
import { expect, it } from 'vitest'
import { createInvoices, createSeries } from './invoice/invoice-store.ts'
import { createTaxSettings } from './taxes/tax-settings-store.ts'
import { createTaxRateStore } from './taxes/tax-table-store.ts'
import { createVatIds } from './vat-ids/vat-id-store.ts'

it('reads the documents that the version before wrote, with all they hold', async () => {
  const file = new URL('../test/stored/billing.json', import.meta.url)
  const documents = await readStored('billing', file, (store) => [
    createInvoices(store),
    createSeries(store),
    createTaxRateStore(store).collection,
    createTaxSettings(store).collection,
    createVatIds(store),
  ])
  expect(documents).not.toEqual([])
  for (const { key, stored, read } of documents) expect(read, key).toEqual(stored)
})
