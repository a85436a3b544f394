import type { Context, Outcome } from '../api/operations.ts'
import { newId } from './ids.ts'
import { disputeFee } from './objects.ts'
import type { Books, Entry, PayoutRecord } from './records.ts'

/** A movement on the shop's balance at the provider, as Stripe's BalanceTransaction has it; amounts have a sign. */
export type BalanceTransaction = {
  readonly id: string
  readonly created: number
  readonly type: 'charge' | 'refund' | 'refund_failure' | 'adjustment' | 'payout'
  readonly reportingCategory: string
  readonly amount: number
  readonly fee: number
  readonly currency: string
  readonly sourceId: string
  readonly payoutId?: string | undefined
  readonly entry?: Entry | undefined
}

/** 1.5 % and 25 cents, as for cards of the European Economic Area. */
const chargeFee = (amount: number): number => Math.min(amount, Math.round(amount * 0.015) + 25)

const kinds = {
  charge: { type: 'charge', category: 'charge', sign: 1 },
  refund: { type: 'refund', category: 'refund', sign: -1 },
  refund_reversal: { type: 'refund_failure', category: 'refund_failure', sign: 1 },
  dispute: { type: 'adjustment', category: 'dispute', sign: -1 },
  dispute_reversal: { type: 'adjustment', category: 'dispute_reversal', sign: 1 },
} as const

function feeOf({ kind, amount }: Entry): number {
  if (kind === 'charge') return chargeFee(amount)
  return kind === 'dispute' ? disputeFee : 0
}

/** All movements, oldest first: one for each entry of the ledger, and one for each payout. */
export function balanceOf(books: Books): BalanceTransaction[] {
  const payouts = [...books.payouts.values()]
  const moved = books.entries.map((entry, index) => toTransaction(entry, index, books, payouts))
  return [...moved, ...payouts.map(toOutgoing)].toSorted((a, b) => a.created - b.created)
}

function toTransaction(
  entry: Entry,
  index: number,
  books: Books,
  payouts: readonly PayoutRecord[],
): BalanceTransaction {
  const { type, category, sign } = kinds[entry.kind]
  const { at, amount, currency, intentId, refundId, disputeId } = entry
  const paid = payouts.find(
    (one) => one.currency === currency && index >= one.from && index < one.until,
  )
  const chargeId = books.intents.get(intentId)?.chargeId ?? ''
  return {
    ...{ id: `txn_sim${index + 1}`, created: at, type, reportingCategory: category, currency },
    ...{ amount: sign * amount, fee: feeOf(entry), entry, payoutId: paid?.id },
    sourceId: refundId ?? disputeId ?? chargeId,
  }
}

function toOutgoing({ id, amount, currency, created }: PayoutRecord): BalanceTransaction {
  return {
    ...{ id: `txn_${id}`, created, type: 'payout', reportingCategory: 'payout', currency },
    ...{ amount: -amount, fee: 0, sourceId: id, payoutId: id },
  }
}

/** Pays out what came in since the last payout, of each currency in which that is more than nothing. */
export function payOut({ books, now }: Pick<Context, 'books' | 'now'>): Outcome {
  const until = books.entries.length
  const currencies = [...new Set(books.entries.map(({ currency }) => currency))]
  const payouts = currencies.flatMap((currency): PayoutRecord[] => {
    const before = [...books.payouts.values()].filter((one) => one.currency === currency)
    const from = Math.max(0, ...before.map((one) => one.until))
    const amount = balanceOf(books)
      .filter((one) => one.entry && one.currency === currency && one.payoutId === undefined)
      .reduce((sum, one) => sum + one.amount - one.fee, 0)
    if (amount <= 0) return []
    return [{ id: newId('po'), amount, currency, created: now, from, until }]
  })
  return { status: 200, body: { payouts: payouts.map(toPayout) }, change: { payouts } }
}

const seconds = (ms: number) => Math.floor(ms / 1000)

/** A record as Stripe's Payout object. */
export function toPayout({ id, amount, currency, created }: PayoutRecord) {
  return {
    ...{ id, object: 'payout', amount, currency, created: seconds(created), automatic: true },
    ...{ arrival_date: seconds(created), balance_transaction: `txn_${id}`, livemode: false },
    ...{ method: 'standard', type: 'bank_account', status: 'paid', metadata: {} },
    ...{ reconciliation_status: 'completed', source_type: 'card' },
  }
}

/** As Stripe's BalanceTransaction object; `source` is the object that moved it when it is asked for. */
export function toBalanceTransaction(one: BalanceTransaction, source: unknown = one.sourceId) {
  const { id, type, reportingCategory, amount, fee, currency, created } = one
  return {
    ...{ id, object: 'balance_transaction', type, reporting_category: reportingCategory },
    ...{ amount, fee, net: amount - fee, currency, created: seconds(created), source },
    ...{ available_on: seconds(created), status: 'available', exchange_rate: null },
    fee_details:
      fee === 0 ? [] : [{ amount: fee, currency, type: 'stripe_fee', description: null }],
  }
}
