import type { Books, Entry } from './books.ts'

const refundSign = { charge: 0, refund: 1, refund_reversal: -1 } as const

type Sums = { charged: number; refunded: number; net: number }

/** The provider's own account of the money: every charge and refund, and the net by currency. */
export function readLedger(books: Books) {
  const refunds = [...books.refunds.values()]
  return {
    charges: books.entries.filter((entry) => entry.kind === 'charge').map(toLine),
    refunds: books.entries.filter((entry) => entry.kind !== 'charge').map(toLine),
    pendingRefunds: refunds
      .filter((refund) => refund.status === 'pending')
      .map((refund) => refund.id),
    net: sumsOf(books.entries),
  }
}

function toLine(entry: Entry) {
  return {
    kind: entry.kind,
    at: new Date(entry.at).toISOString(),
    paymentIntent: entry.intentId,
    refund: entry.refundId,
    amount: entry.amount,
    currency: entry.currency.toUpperCase(),
    metadata: entry.metadata,
  }
}

function sumsOf(entries: readonly Entry[]): Record<string, Sums> {
  const sums: Record<string, Sums> = {}
  for (const { kind, amount, currency } of entries) {
    const code = currency.toUpperCase()
    const at = sums[code] ?? { charged: 0, refunded: 0, net: 0 }
    const charged = at.charged + (kind === 'charge' ? amount : 0)
    const refunded = at.refunded + amount * refundSign[kind]
    sums[code] = { charged, refunded, net: charged - refunded }
  }
  return sums
}
