import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import type { Discrepancy } from '../discrepancy.ts'
import type { Books } from '../read-books.ts'

type Settled = Pick<Books, 'payouts' | 'payoutLines' | 'payments'>
/** Providers pay out what was taken after some days: up to a week for a new account. */
const settledWithinMs = 10 * 24 * 3_600_000
const fault = (subject: string, what: string): Discrepancy => ({ rule: 'payouts', subject, what })

/**
 * What providers settled against the shop's own books: each payout is the sum of its lines, each line is a capture, refund or
 * dispute of ours, and each capture that is ten days older than the last payout of its provider is in one of them.
 */
export function payoutFaults(books: Settled): Discrepancy[] {
  return [...sumFaults(books), ...lineFaults(books), ...missingFaults(books)]
}

const sumFaults = ({ payouts }: Settled): Discrepancy[] =>
  payouts
    .filter(({ amount, net }) => amount.amount !== net.amount)
    .map(({ id, amount, net }) =>
      fault(id, `the provider paid ${amount.amount}, its lines come to ${net.amount}`),
    )

const lineFaults = ({ payoutLines }: Settled): Discrepancy[] =>
  payoutLines
    .filter(({ match }) => match === 'unmatched')
    .map(({ payoutId, ref, kind, amount, why }) =>
      fault(payoutId, `${kind} ${ref} over ${amount.amount}: ${why}`),
    )

function missingFaults({ payouts, payoutLines, payments }: Settled): Discrepancy[] {
  const captured = payoutLines.filter(({ kind }) => kind === 'capture')
  const settled = new Set(captured.map(({ paymentIntentId }) => paymentIntentId))
  const imported = payouts.filter(({ lineCount }) => lineCount > 0)
  const firstOf = (provider: string) => edge(imported, provider, Math.min)
  const lastOf = (provider: string) => edge(imported, provider, Math.max)
  return payments.flatMap((payment) => {
    const { id, provider, updatedAt, createdAt } = payment
    const isBetween =
      Date.parse(createdAt) > firstOf(provider) &&
      Date.parse(updatedAt) + settledWithinMs < lastOf(provider)
    if (ownCaptured(payment) <= 0 || !isBetween || settled.has(id)) return []
    return [fault(id, `was taken ten days before the last payout of ${provider}, and is in none`)]
  })
}

/** Of the first intent of an order alone. */
const ownCaptured = ({ captured, further = [] }: PaymentIntent): number =>
  further.reduce((left, intent) => left - intent.captured.amount, captured.amount)

function edge(
  payouts: Books['payouts'],
  provider: string,
  of: (...times: number[]) => number,
): number {
  return of(...payouts.filter((one) => one.provider === provider).map(timeOf))
}

const timeOf = ({ createdAt }: { readonly createdAt: string }): number => Date.parse(createdAt)
