import type { Dispute } from '@comptoir/contracts/payments/schemas'
import { given, type ListSearch, oneOf, readListSearch } from '../../../ui/data-list/list-search.ts'
import { disputeTones } from '../payment-tones.ts'

const statuses = Object.keys(disputeTones) as Dispute['status'][]

/** Left out, those that are open. */
export type DisputeSearch = ListSearch & { readonly status?: Dispute['status'] }

/** Reads the address of the list of disputes: what makes no sense is left out. */
export const readDisputeSearch = (search: Readonly<Record<string, unknown>>): DisputeSearch =>
  given({ ...readListSearch(search), status: oneOf(search['status'], statuses) })
