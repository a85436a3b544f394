import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { initialSettings } from '@comptoir/dapr/settings/initial-settings'
import { createBuyerVatCheck } from '@comptoir/dapr/sidecar/vat-ids'
import { readConfig } from '@comptoir/service/config'
import { createApp } from './app.ts'
import { createAuditLog } from './audit/audit-entry-store.ts'
import { collectActions, eraseReasons } from './audit/persons.ts'
import { configShape } from './config.ts'
import { createLedgers } from './ledger/ledger-store.ts'
import { createSales } from './ledger/stored-sale.ts'
import { createReconciliations } from './reconciliations/reconciliation-store.ts'
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
const app = createApp({
  ...{ ...host, settingsDocuments, reconciliations, initial: initialSettings() },
  ...{ auditLog, vendors, vendorCommands, ledgers },
})
await host.run(app, {
  collections: [
    ...[settingsDocuments, reconciliations, vendors, siretClaims, sales],
    ...[...auditLog.collections, ...ledgers.collections],
  ],
  subscribers: createSubscribers({ auditLog, ledgers, sales }),
  erase: (userId) =>
    Promise.all([
      eraseReasons(auditLog, clock)(userId),
      eraseVendors({ vendors, siretClaims, clock })(userId),
    ]),
  personalData: async function* collect(userId) {
    yield* collectActions(auditLog)(userId)
    yield* collectVendors({ vendors })(userId)
  },
  workers: [
    () => {
      const run = () => dropOldVendors({ vendors, siretClaims }, clock())
      return repeat({ name: 'old vendors', everyMs: 3_600_000, log, run })
    },
  ],
})
