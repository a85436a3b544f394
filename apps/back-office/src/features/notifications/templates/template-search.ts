import { given } from '../../../ui/data-list/list-search.ts'

/** Which version the texts that are edited begin with; left out, the latest. */
export type TemplateSearch = { readonly version?: number }

/** Reads the address of a template: what makes no sense is left out. */
export function readTemplateSearch(search: Readonly<Record<string, unknown>>): TemplateSearch {
  const word = String(search['version'] ?? '')
  return given({ version: /^\d{1,4}$/.test(word) ? Number(word) : undefined })
}
