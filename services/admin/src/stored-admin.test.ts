import { readStored } from '@comptoir/dapr/test/memory-store'
import { expect, it } from 'vitest'
import { createAuditLog } from './audit/audit-entry-store.ts'
import { createOpenItems, createOrderFacts, createRebuilds } from './dashboard/sales-store.ts'
import { createLedgers } from './ledger/ledger-store.ts'
import { createSales } from './ledger/stored-sale.ts'
import { createReconciliations } from './reconciliations/reconciliation-store.ts'
import { createSavedViews } from './saved-views/saved-view-store.ts'
import { createSettingsDocuments } from './settings/settings-store.ts'
import { createSiretClaims, createVendors } from './vendors/vendor-store.ts'

it('reads the documents that the version before wrote, with all they hold', async () => {
  const file = new URL('../test/stored/admin.json', import.meta.url)
  const documents = await readStored('admin', file, (store) => [
    createSettingsDocuments(store),
    createReconciliations(store),
    ...createAuditLog(store).collections,
    createVendors(store),
    createSiretClaims(store),
    createSales(store),
    ...createLedgers(store).collections,
    createOrderFacts(store),
    createOpenItems(store),
    createRebuilds(store),
    createSavedViews(store),
  ])
  expect(documents).not.toEqual([])
  for (const { key, stored, read } of documents) expect(read, key).toEqual(stored)
})
