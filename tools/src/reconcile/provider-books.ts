import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import { z } from 'zod'
import { UserError } from '../runner/screen/user-error.ts'

/** A movement of money as the provider wrote it down, not as we remember it. */
const line = z.object({
  kind: z.enum([
    ...(['charge', 'refund', 'refund_reversal', 'dispute', 'dispute_reversal'] as const),
    'authorisation',
  ]),
  amount: z.int(),
  currency: z.string(),
  metadata: z.record(z.string(), z.string()),
})
export type LedgerLine = Omit<z.infer<typeof line>, 'metadata'> & {
  /** Our id of the payment, as the provider was given it. */
  readonly paymentIntentId: string
}

/** Reads the movements of money from the provider itself: another provider is another function. */
export type ReadLedger = () => Promise<LedgerLine[]>

const ledger = z.object({
  charges: z.array(line),
  refunds: z.array(line),
  disputes: z.array(line),
  /** Money that is held and not taken. */
  authorised: z
    .array(line.omit({ kind: true }))
    .transform((held) => held.map((one) => ({ ...one, kind: 'authorisation' as const })))
    .default([]),
})

/**
 * The ledgers of the payment and the PayPal simulator, by their addresses, parted by a comma. Only the holder of the
 * secret key that they share may read them.
 */
export function simulatorLedger(urls: string, secretKey: string): ReadLedger {
  return async () => {
    const ledgers = urls.split(',').map((url) => readLedgerAt(url.replace(/\/+$/, ''), secretKey))
    return (await Promise.all(ledgers)).flat()
  }
}

async function readLedgerAt(url: string, secretKey: string): Promise<LedgerLine[]> {
  const answer = await fetch(`${url}/ledger`, {
    headers: { authorization: `Bearer ${secretKey}` },
    signal: AbortSignal.timeout(30_000),
  }).catch(() => undefined)
  if (answer?.status === 401) {
    throw new UserError(`The payment provider's ledger at ${url} wants its key: STRIPE_SECRET_KEY`)
  }
  if (!answer?.ok) throw new UserError(`The payment provider's ledger does not answer at ${url}`)
  const { charges, refunds, disputes, authorised } = ledger.parse(await answer.json())
  return [...charges, ...refunds, ...disputes, ...authorised].map(({ metadata, ...movement }) => ({
    ...movement,
    paymentIntentId: metadata['payment_intent_id'] ?? 'unknown',
  }))
}

/** What moved by bank transfers for orders, as staff noted it: nobody else keeps a ledger of them. */
export function transferLines(payments: readonly PaymentIntent[]): LedgerLine[] {
  return payments.flatMap(({ id: paymentIntentId, provider, captured, further = [], refunds }) => {
    if (provider !== 'transfer') return []
    const others = further.reduce((sum, intent) => sum + intent.captured.amount, 0)
    const { currency } = captured
    const line = { paymentIntentId, currency }
    const paid = { ...line, kind: 'charge' as const, amount: captured.amount - others }
    const back = refunds
      .filter((one) => one.paymentIntentId === paymentIntentId && one.status === 'succeeded')
      .filter(({ origin }) => origin !== 'outside')
      .map(({ amount }) => ({ ...line, kind: 'refund' as const, amount: amount.amount }))
    return paid.amount > 0 ? [paid, ...back] : []
  })
}
