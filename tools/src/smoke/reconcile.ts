import { simulatorLedger } from '../reconcile/provider-books.ts'
import { reportOf } from '../reconcile/report.ts'
import { reconcile } from '../reconcile/run.ts'
import { require, type SmokeTest } from './around.ts'

/** Orders, money, stock, invoices, parcels and logs agree. */
export const reconcileBooks: SmokeTest = async ({ staff, gatewayUrl, ledgerUrl }) => {
  require(ledgerUrl, "it needs the provider's ledger: --ledger URL")
  const readLedger = simulatorLedger(ledgerUrl, process.env['STRIPE_SECRET_KEY'] ?? '')
  const paymentDeadlineSeconds = Number(process.env['PAYMENT_DEADLINE_SECONDS'] ?? 1_800)
  const sources = { shop: staff, readLedger }
  const result = await reconcile(sources, { graceSeconds: 60, paymentDeadlineSeconds })
  require(result.discrepancies.length === 0, reportOf(result, gatewayUrl))
}
