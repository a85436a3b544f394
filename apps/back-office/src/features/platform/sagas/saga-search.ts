import type { SagaState } from '@comptoir/contracts/platform/sagas'
import { given, type ListSearch, oneOf, readListSearch } from '../../../ui/data-list/list-search.ts'

/** Each state of the contract; one that it does not have, or has beside them, does not compile. */
const known: Readonly<Record<SagaState, true>> = {
  ...{ pending: true, awaiting_payment: true, confirmed: true },
  ...{ editing: true, cancelling: true, owing: true },
}
export const sagaStates = Object.keys(known) as SagaState[]

/** What the listed sagas are at; left out, those that have parcels made. */
export type SagaSearch = ListSearch & { readonly state?: SagaState }

/** Reads the address of the sagas: what makes no sense is left out. */
export function readSagaSearch(search: Readonly<Record<string, unknown>>): SagaSearch {
  return given({ ...readListSearch(search, []), state: oneOf(search['state'], sagaStates) })
}
