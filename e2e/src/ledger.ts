import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import { type ReadLedger, simulatorLedger } from '@comptoir/tools/reconcile/provider-books'
import type { PlatformAddress } from './platform.ts'

type LedgerAddress = Pick<PlatformAddress, 'simulatorUrl' | 'paypalUrl' | 'stripeSecretKey'>

/** Reads the ledgers of both simulators. */
export function ledgerOf({ simulatorUrl, paypalUrl, stripeSecretKey }: LedgerAddress): ReadLedger {
  return simulatorLedger([simulatorUrl, paypalUrl].filter(Boolean).join(','), stripeSecretKey)
}

/** What the payment simulator's own ledger says of an order, in minor units: the independent witness. */
export async function readLedger(
  address: LedgerAddress,
  orderId: string,
): Promise<{ charged: number; refunded: number }> {
  const ledger = await ledgerOf(address)()
  const own = ledger.filter((line) => line.paymentIntentId === paymentIntentIdOf(orderId))
  const sum = (of: string) =>
    own.reduce((total, { kind, amount }) => (kind === of ? total + amount : total), 0)
  return { charged: sum('charge'), refunded: sum('refund') - sum('refund_reversal') }
}
