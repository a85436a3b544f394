import type { ReturnStatus } from '@comptoir/contracts/orders/return-schemas'
import { given, type ListSearch, oneOf, readListSearch } from '../../../ui/data-list/list-search.ts'

/** What has to be done next, with the states of a return that are in it. */
export const stages = {
  requested: ['requested'],
  expected: ['approved', 'in_transit'],
  received: ['received'],
  refunding: ['inspected'],
  refunded: ['refunded', 'closed'],
  ended: ['refused', 'cancelled', 'expired'],
} as const satisfies Readonly<Record<string, readonly ReturnStatus[]>>

export type Stage = keyof typeof stages
export const stageNames = Object.keys(stages) as Stage[]

export type ReturnSearch = ListSearch & { readonly stage?: Stage }

/** Reads the address of the returns: what makes no sense is left out. */
export function readReturnSearch(search: Readonly<Record<string, unknown>>): ReturnSearch {
  return given({ ...readListSearch(search), stage: oneOf(search['stage'], stageNames) })
}
