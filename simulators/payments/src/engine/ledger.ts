import type { Books, Entry } from './records.ts'

type Sums = { charged: number; refunded: number; disputed: number; net: number }

const column = {
  charge: ['charged', 1],
  refund: ['refunded', 1],
  refund_reversal: ['refunded', -1],
  dispute: ['disputed', 1],
  dispute_reversal: ['disputed', -1],
} as const satisfies Record<Entry['kind'], readonly [keyof Sums, 1 | -1]>

/** The provider's own account of the money: every charge, refund and dispute, and the net by currency. */
export function readLedger(books: Books) {
  const refunds = [...books.refunds.values()]
  const linesOf = (name: keyof Sums) =>
    books.entries
      .filter(({ kind }) => column[kind][0] === name)
      .map((entry) => toLine(entry, books))
  return {
    charges: linesOf('charged'),
    refunds: linesOf('refunded'),
    disputes: linesOf('disputed'),
    pendingRefunds: refunds
      .filter((refund) => refund.status === 'pending')
      .map((refund) => refund.id),
    net: sumsOf(books.entries),
    /** Held by banks, and neither captured nor let go. */
    authorised: [...books.intents.values()]
      .filter(({ status }) => status === 'requires_capture')
      .map(({ id, amount, currency, metadata }) => ({
        ...{ paymentIntent: id, amount, currency: currency.toUpperCase(), metadata },
      })),
  }
}

/** A line names the payment by the shop's own ids, also when the refund was made without them. */
function toLine(entry: Entry, books: Books) {
  return {
    kind: entry.kind,
    at: new Date(entry.at).toISOString(),
    paymentIntent: entry.intentId,
    refund: entry.refundId,
    dispute: entry.disputeId,
    amount: entry.amount,
    currency: entry.currency.toUpperCase(),
    metadata: { ...books.intents.get(entry.intentId)?.metadata, ...entry.metadata },
  }
}

function sumsOf(entries: readonly Entry[]): Record<string, Sums> {
  const sums = new Map<string, Sums>()
  for (const { kind, amount, currency } of entries) {
    const code = currency.toUpperCase()
    const at = sums.get(code) ?? { charged: 0, refunded: 0, disputed: 0, net: 0 }
    const [name, sign] = column[kind]
    const moved = { ...at, [name]: at[name] + sign * amount }
    sums.set(code, { ...moved, net: moved.charged - moved.refunded - moved.disputed })
  }
  return Object.fromEntries(sums)
}
