import { readFileSync } from 'node:fs'
import { Synonyms } from '@comptoir/contracts/catalog/category-schemas'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'

export type SearchSettings = Collection<Synonyms>

/** The id of the one document of settings. */
export const settingsId = 'search'

export function createSearchSettings(store: Store): SearchSettings {
  return createCollection(store, { name: 'settings', audit: 'plain', schema: Synonyms })
}

/** The table that a shop starts with: common French and English words of shops and homes. */
export function defaultSynonyms(): string[][] {
  const file = new URL('../../data/synonyms.json', import.meta.url)
  return Synonyms.parse(JSON.parse(readFileSync(file, 'utf8'))).groups
}
