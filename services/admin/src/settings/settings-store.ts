import { SettingsChange } from '@comptoir/contracts/admin/schemas'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import type { SettingsDocument } from './settings.ts'

const StoredSettings = z.object({
  values: z.record(z.string(), z.unknown()),
  history: z.array(SettingsChange),
})

export type SettingsDocuments = Collection<SettingsDocument>

/** What staff set, one document for each concern. */
export function createSettingsDocuments(store: Store): SettingsDocuments {
  return createCollection<SettingsDocument>(store, {
    name: 'settings',
    audit: 'plain',
    schema: StoredSettings,
  })
}
