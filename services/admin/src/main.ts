import { createHost } from '@comptoir/dapr/host/host'
import { initialSettings } from '@comptoir/dapr/settings/initial-settings'
import { readConfig } from '@comptoir/service/config'
import { createApp } from './app.ts'
import { configShape } from './config.ts'
import { createReconciliations } from './reconciliations/reconciliation-store.ts'
import { createSettingsDocuments } from './settings/settings-store.ts'

const config = readConfig(configShape)
const host = await createHost('admin', config)
const settingsDocuments = createSettingsDocuments(host.store)
const reconciliations = createReconciliations(host.store)
const app = createApp({ ...host, settingsDocuments, reconciliations, initial: initialSettings() })
await host.run(app, { collections: [settingsDocuments, reconciliations] })
