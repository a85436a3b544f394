import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { initialSettings } from '@comptoir/dapr/settings/initial-settings'
import { createBuyerVatCheck } from '@comptoir/dapr/sidecar/vat-ids'
import { readConfig } from '@comptoir/service/config'
import { createApp } from './app.ts'
import { createAuditLog } from './audit/audit-entry-store.ts'
import { collectActions, eraseReasons } from './audit/persons.ts'
import { configShape } from './config.ts'
import { dropOldFacts } from './dashboard/drop-old-facts.ts'
import { createDashboardSubscribers } from './dashboard/follow-sales.ts'
import { createDashboardReader } from './dashboard/read-dashboard.ts'
import { createRebuilder } from './dashboard/rebuild.ts'
import { createSalesMemory } from './dashboard/recent-movements.ts'
import { createOpenItems, createOrderFacts, createRebuilds } from './dashboard/sales-store.ts'
import { createLedgers } from './ledger/ledger-store.ts'
import { createSales } from './ledger/stored-sale.ts'
import { createReconciliations } from './reconciliations/reconciliation-store.ts'
import { collectViews, createSavedViews, eraseViews } from './saved-views/saved-view-store.ts'
import { createSettingsDocuments } from './settings/settings-store.ts'
import { createSubscribers } from './subscribers.ts'
import { collectVendors, dropOldVendors, eraseVendors } from './vendors/keep-vendors.ts'
import { createVendorCommands } from './vendors/vendor-commands.ts'
import { createSiretClaims, createVendors } from './vendors/vendor-store.ts'

const config = readConfig(configShape)
const host = await createHost('admin', config)
const { store, log, clock, clients } = host
const settingsDocuments = createSettingsDocuments(store)
const reconciliations = createReconciliations(store)
const auditLog = createAuditLog(store)
const vendors = createVendors(store)
const siretClaims = createSiretClaims(store)
const sales = createSales(store)
const ledgers = createLedgers(store)
const checkVat = createBuyerVatCheck(clients.billing)
const vendorCommands = createVendorCommands({ vendors, siretClaims, checkVat, clock })
const orderFacts = createOrderFacts(store)
const openItems = createOpenItems(store)
const rebuilds = createRebuilds(store)
const savedViews = createSavedViews(store)
const following = { auditLog, ledgers, sales, orderFacts, openItems, clock }
const salesMemory = createSalesMemory({ orderFacts, now: store.now })
const rebuilding = {
  ...{ ...host, rebuilds, openItems, subscribers: createDashboardSubscribers(following) },
  signatures: store.signatures,
}
const app = createApp({
  ...{ ...host, settingsDocuments, reconciliations, initial: initialSettings() },
  ...{ auditLog, vendors, vendorCommands, ledgers, rebuilds, savedViews },
  dashboard: createDashboardReader({ ...host, orderFacts, openItems, salesMemory }),
})
await host.run(app, {
  collections: [
    ...[settingsDocuments, reconciliations, vendors, siretClaims, sales],
    ...[...auditLog.collections, ...ledgers.collections],
    ...[orderFacts, openItems, rebuilds, savedViews],
  ],
  subscribers: createSubscribers(following),
  erase: (userId) =>
    Promise.all([
      eraseReasons(auditLog, clock)(userId),
      eraseVendors({ vendors, siretClaims, clock })(userId),
      eraseViews(savedViews)(userId),
    ]),
  personalData: async function* collect(userId) {
    yield* collectActions(auditLog)(userId)
    yield* collectVendors({ vendors })(userId)
    yield* collectViews(savedViews)(userId)
  },
  workers: [
    () => {
      const run = () => dropOldVendors({ vendors, siretClaims }, clock())
      return repeat({ name: 'old vendors', everyMs: 3_600_000, log, run })
    },
    () =>
      repeat({
        name: 'figures',
        everyMs: 60_000,
        log,
        run: async () => void (await salesMemory.read()),
      }),
    () => {
      const run = () => dropOldFacts({ orderFacts, openItems, rebuilds }, clock())
      return repeat({ name: 'old facts', everyMs: 3_600_000, log, run })
    },
    () => repeat({ name: 'rebuild', everyMs: 2_000, log, run: createRebuilder(rebuilding) }),
  ],
})
