import {
  type ReconciliationReport,
  reconciliationLinesAtMost,
} from '@comptoir/contracts/admin/reconciliation-routes'
import type { ShopApi } from '../shop/shop-api.ts'
import type { Reconciliation } from './reconcile-books.ts'
import type { Sums } from './sums.ts'

/** Characters of a line that the shop keeps. */
const lineAtMost = 500

/** Of a shop without a sale. */
const nothing: Omit<Sums, 'currency'> & { readonly currency?: string } = {
  ...{ taken: 0, refunded: 0, refundedOutside: 0 },
  ...{ disputed: 0, invoiced: 0, credited: 0 },
}

/** Tells the shop what a run found, for the staff who look there; the same run is kept once. */
export async function recordRun(shop: ShopApi, result: Reconciliation): Promise<void> {
  const runId = `rec_${result.readAt.replace(/\W/g, '')}`
  await shop(`PUT /api/reconciliations/${runId}`, { body: recordOf(result) })
}

/** The result within the bounds of a report; what has no room is counted. */
export function recordOf(result: Reconciliation): ReconciliationReport {
  const { readAt, orders, inMotion, skus, sums: sumsByCurrency } = result
  const { currency: _, ...sums } = sumsByCurrency[0] ?? nothing
  const claims = result.claims.slice(0, reconciliationLinesAtMost)
  const discrepancies = result.discrepancies.slice(0, reconciliationLinesAtMost)
  return {
    ...{ readAt, orders, inMotion, skus, sums, sumsByCurrency },
    claims: claims.map(({ orderId, kind, amount, currency }) => ({
      ...{ orderId, kind, amount, currency },
    })),
    discrepancies: discrepancies.map(({ rule, subject, what }) => ({
      ...{ rule, subject: subject.slice(0, lineAtMost), what: what.slice(0, lineAtMost) },
    })),
    leftOut: result.discrepancies.length - discrepancies.length,
    claimsLeftOut: result.claims.length - claims.length,
  }
}
