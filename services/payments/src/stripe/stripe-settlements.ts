import type Stripe from 'stripe'
import type { Settlement, SettlementLine } from '../provider/provider.ts'

type Asked = { readonly from: Date; readonly afterPage?: (() => Promise<void>) | undefined }

/** The most that Stripe lists at once. */
const limit = 100

/** Stripe's payouts since a time, each with its balance transactions; oldest first. */
export async function* stripeSettlements(
  stripe: Stripe,
  { from, afterPage }: Asked,
): AsyncGenerator<Settlement> {
  const gte = Math.floor(from.getTime() / 1000)
  const payouts: Stripe.Payout[] = []
  for await (const payout of stripe.payouts.list({ created: { gte }, limit })) payouts.push(payout)
  for (const payout of payouts.reverse()) {
    const { id: ref, status, amount, currency, created, arrival_date: arrival } = payout
    const lines: SettlementLine[] = []
    const asked = { payout: ref, limit, expand: ['data.source'] }
    for await (const moved of stripe.balanceTransactions.list(asked)) {
      lines.push(toLine(moved))
      if (lines.length % limit === 0) await afterPage?.()
    }
    yield {
      ...{ ref, kind: 'payout', status, amount, currency: currency.toUpperCase() },
      ...{ createdAt: toInstant(created), arrivesAt: toInstant(arrival) },
      lines: lines.reverse(),
    }
  }
}

function toLine(moved: Stripe.BalanceTransaction): SettlementLine {
  const { id: ref, amount, fee, created, source } = moved
  const kind = kindOf(moved)
  const at = toInstant(created)
  const common = { ref, kind, amount, fee, at }
  if (!source || typeof source === 'string') return common
  const providerRef = intentOf(source)
  if (kind === 'refund' || kind === 'refund_reversal')
    return { ...common, providerRef, refundRef: source.id }
  if (kind === 'dispute' || kind === 'dispute_reversal')
    return { ...common, providerRef, disputeRef: source.id }
  return { ...common, ...(kind === 'capture' && { providerRef }) }
}

const kinds: ReadonlyMap<string, SettlementLine['kind']> = new Map([
  ['charge', 'capture'],
  ['payment', 'capture'],
  ['refund', 'refund'],
  ['payment_refund', 'refund'],
  ['refund_failure', 'refund_reversal'],
  ['payment_failure_refund', 'refund_reversal'],
  ['stripe_fee', 'fee'],
  ['payout', 'payout'],
])

/** Stripe books disputes as adjustments: the reporting category says which. */
function kindOf({ type, reporting_category: category }: Stripe.BalanceTransaction) {
  if (category === 'dispute') return 'dispute'
  if (category === 'dispute_reversal') return 'dispute_reversal'
  return kinds.get(type) ?? 'other'
}

function intentOf(source: object): string | undefined {
  const { payment_intent: intent } = source as { payment_intent?: string | { id: string } | null }
  return typeof intent === 'string' ? intent : intent?.id
}

const toInstant = (seconds: number): string => new Date(seconds * 1000).toISOString()
