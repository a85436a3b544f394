import { createHost } from '@comptoir/dapr/host/host'
import { initialSettings } from '@comptoir/dapr/settings/initial-settings'
import { readConfig } from '@comptoir/service/config'
import { createApp } from './app.ts'
import { createAuditLog } from './audit/audit-entry-store.ts'
import { collectActions, eraseReasons } from './audit/persons.ts'
import { configShape } from './config.ts'
import { createReconciliations } from './reconciliations/reconciliation-store.ts'
import { createSettingsDocuments } from './settings/settings-store.ts'
import { createSubscribers } from './subscribers.ts'

const config = readConfig(configShape)
const host = await createHost('admin', config)
const settingsDocuments = createSettingsDocuments(host.store)
const reconciliations = createReconciliations(host.store)
const auditLog = createAuditLog(host.store)
const app = createApp({
  ...{ ...host, settingsDocuments, reconciliations, auditLog },
  initial: initialSettings(),
})
await host.run(app, {
  collections: [settingsDocuments, reconciliations, ...auditLog.collections],
  subscribers: createSubscribers({ auditLog }),
  erase: eraseReasons(auditLog, host.clock),
  personalData: collectActions(auditLog),
})
