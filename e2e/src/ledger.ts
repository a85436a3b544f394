import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import { simulatorLedger } from '@comptoir/tools/reconcile/provider-books'
import type { PlatformAddress } from './platform.ts'

/** What the payment simulator's own ledger says of an order, in minor units: the independent witness. */
export async function readLedger(
  { simulatorUrl, stripeSecretKey }: Pick<PlatformAddress, 'simulatorUrl' | 'stripeSecretKey'>,
  orderId: string,
): Promise<{ charged: number; refunded: number }> {
  const ledger = await simulatorLedger(simulatorUrl, stripeSecretKey)()
  const own = ledger.filter((line) => line.paymentIntentId === paymentIntentIdOf(orderId))
  const sum = (of: string) =>
    own.reduce((total, { kind, amount }) => (kind === of ? total + amount : total), 0)
  return { charged: sum('charge'), refunded: sum('refund') - sum('refund_reversal') }
}
