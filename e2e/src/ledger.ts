import type { PlatformAddress } from './platform.ts'

type Line = { amount: number; kind: string; metadata?: Record<string, string> }
type Ledger = { charges: Line[]; refunds: Line[] }

/** What the payment simulator's own ledger says of an order, in minor units: the independent witness. */
export async function readLedger(
  { simulatorUrl, stripeSecretKey }: Pick<PlatformAddress, 'simulatorUrl' | 'stripeSecretKey'>,
  orderId: string,
): Promise<{ charged: number; refunded: number }> {
  const headers = { authorization: `Bearer ${stripeSecretKey}` }
  const response = await fetch(`${simulatorUrl}/ledger`, { headers })
  const ledger = (await response.json()) as Ledger
  const ours = [orderId, orderId.replace(/^ord_/, 'pi_')]
  const sum = (lines: Line[]) =>
    lines
      .filter((line) => Object.values(line.metadata ?? {}).some((value) => ours.includes(value)))
      .reduce(
        (total, line) => total + (line.kind === 'refund_reversal' ? -line.amount : line.amount),
        0,
      )
  return { charged: sum(ledger.charges), refunded: sum(ledger.refunds) }
}
