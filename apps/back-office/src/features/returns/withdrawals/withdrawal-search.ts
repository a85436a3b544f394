import type { WithdrawalOutcomeKind } from '@comptoir/contracts/orders/withdrawal-schemas'
import {
  given,
  type ListSearch,
  oneOf,
  readListSearch,
  wordOf,
} from '../../../ui/data-list/list-search.ts'

export const outcomes = [
  ...(['unmatched', 'open', 'cancel', 'return', 'late', 'excluded'] as const),
] satisfies readonly WithdrawalOutcomeKind[]

export type WithdrawalSearch = ListSearch & {
  readonly outcome?: WithdrawalOutcomeKind
  /** The withdrawal that is being attached to an order. */
  readonly attach?: string
}

/** Reads the address of the withdrawals: what makes no sense is left out. */
export function readWithdrawalSearch(search: Readonly<Record<string, unknown>>): WithdrawalSearch {
  return given({
    ...readListSearch(search),
    outcome: oneOf(search['outcome'], outcomes),
    attach: wordOf(search['attach'], 80),
  })
}
