import { readStored } from '@comptoir/dapr/test/memory-store'
import { expect, it } from 'vitest'
import { createInvoiceExports } from './exports/invoice-export-store.ts'
import { createInvoices, createSeries } from './invoice/invoice-store.ts'
import { createTransmissions } from './platform/transmission-store.ts'
import { createTaxSettings } from './taxes/tax-settings-store.ts'
import { createTaxRateStore } from './taxes/tax-table-store.ts'
import { createVatIds } from './vat-ids/vat-id-store.ts'

const versions = ['billing.json', 'billing-recent.json']

it.each(versions)(
  'reads the documents that versions before wrote, with all they hold: %s',
  async (name) => {
    const file = new URL(`../test/stored/${name}`, import.meta.url)
    const documents = await readStored('billing', file, (store) => [
      createInvoices(store),
      createSeries(store),
      createTaxRateStore(store).collection,
      createTaxSettings(store).collection,
      createVatIds(store),
      createTransmissions(store),
      createInvoiceExports(store),
    ])
    expect(documents).not.toEqual([])
    for (const { key, stored, read } of documents) expect(read, key).toEqual(stored)
  },
)
