import { given, wordOf } from '../../../ui/data-list/list-search.ts'

/** Which shipments are to be handed over: those that are named, else all that wait. */
export type HandOverSearch = { readonly only?: string }

/** Reads the address of the hand-over. */
export function readHandOverSearch(search: Readonly<Record<string, unknown>>): HandOverSearch {
  return given({ only: wordOf(search['only'], 8_000) })
}
