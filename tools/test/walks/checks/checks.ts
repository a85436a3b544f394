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
    ...unfinishedFaults(ending),
    ...platform.bus.givenUp.map((what) => `given up: ${what}`),
    ...walker.faults,
  ]
}

/** Where a saga works on an order: one that is stuck there has to be found and started again. */
const atWork: ReadonlySet<string> = new Set(['pending', 'awaiting_payment', 'confirmed'])

/**
 * Workflows that still run. One that got stuck after its order was through does no harm: the sweep of histories ends it some days
 * later (`history-retention.test.ts`), longer than a walk takes.
 */
function unfinishedFaults({ platform, books }: Ending): string[] {
  const isThrough = (id: string) => {
    const order = books.orders.find(({ orderId }) => orderId === id)
    return order !== undefined && !atWork.has(order.status)
  }
  return platform.workflows
    .unfinished()
    .filter(({ id, isInTurn }) => !(isInTurn && isThrough(id)))
    .map(({ id }) => `workflow ${id} has not ended`)
}
