import { reconcile } from '@comptoir/tools/reconcile/run'
import { createShopApi } from '@comptoir/tools/shop/shop-api'
import { asStaff } from '@comptoir/tools/shop/staff-session'
import { eventually } from '../src/api.ts'
import { ledgerOf } from '../src/ledger.ts'
import type { Stage } from './stage.ts'

/** Reconciliation finds nothing of an order: goods, money, papers and parcels agree, and the provider's own books with them. */
export async function expectBooksToAgree(
  { platform }: Stage,
  { orderId, sku }: { readonly orderId: string; readonly sku: string },
): Promise<void> {
  const sources = {
    shop: asStaff(createShopApi(platform.gatewayUrl), platform.staff),
    readLedger: ledgerOf(platform),
  }
  const limits = { graceSeconds: 0, paymentDeadlineSeconds: 600 }
  // what belongs to an order is named after it
  const own = [orderId.replace(/^ord_/, ''), sku]
  const look = async () => {
    const { discrepancies } = await reconcile(sources, limits, 500)
    return discrepancies.filter((one) => own.some((name) => JSON.stringify(one).includes(name)))
  }
  await eventually('the books to agree', look, ({ length }) => length === 0, 60_000)
}
