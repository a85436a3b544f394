import type { SagaState } from '@comptoir/contracts/platform/sagas'
import {
  given,
  type ListSearch,
  oneOf,
  readListSearch,
  wordsOf,
} from '../../../ui/data-list/list-search.ts'

export const sagaStates = wordsOf<SagaState>({
  ...{ pending: true, awaiting_payment: true, confirmed: true },
  ...{ editing: true, cancelling: true, owing: true },
})

/** What the listed sagas are at; left out, those that have parcels made. */
export type SagaSearch = ListSearch & { readonly state?: SagaState }

/** Reads the address of the sagas: what makes no sense is left out. */
export function readSagaSearch(search: Readonly<Record<string, unknown>>): SagaSearch {
  return given({ ...readListSearch(search), state: oneOf(search['state'], sagaStates) })
}
