import { defaultSettings } from '@comptoir/contracts/admin/settings'
import { reconcileBooks } from '../../../src/reconcile/reconcile-books.ts'
import type { Ending } from './ending.ts'
import { erasureFaults } from './erasures.ts'
import { ownerFaults } from './owners.ts'
import { repeatedRefunds } from './provider-refunds.ts'
import { withdrawalFaults } from './withdrawals.ts'

/**
 * What is wrong in the end: what `npm run reconcile` finds, what the providers' own books say beside, what is left of people
 * who were erased, what came of withdrawals, workflows that run, events that were given up, and what was not refused on the way.
 */
export function faultsOf(ending: Ending): string[] {
  const { platform, walker, books } = ending
  const { paymentDeadlineSeconds } = defaultSettings.orders
  const { discrepancies } = reconcileBooks(books, { graceSeconds: 0, paymentDeadlineSeconds })
  return [
    ...discrepancies.map(({ rule, subject, what }) => `${rule} ${subject}: ${what}`),
    ...repeatedRefunds(platform),
    ...ownerFaults(books),
    ...erasureFaults(ending),
    ...withdrawalFaults(ending),
    ...platform.workflows.unfinished().map(({ id }) => `workflow ${id} has not ended`),
    ...platform.bus.givenUp.map((what) => `given up: ${what}`),
    ...walker.faults,
  ]
}
