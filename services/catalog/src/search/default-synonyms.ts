import { readFileSync } from 'node:fs'
import { Synonyms } from '@comptoir/contracts/catalog/category-schemas'

/** The table that a shop starts with: common French and English words of shops and homes. */
export function defaultSynonyms(): string[][] {
  const file = new URL('../../data/synonyms.json', import.meta.url)
  return Synonyms.parse(JSON.parse(readFileSync(file, 'utf8'))).groups
}
