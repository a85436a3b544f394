import { z } from 'zod'
import { toCharge, toDispute, toRefund } from '../engine/objects.ts'
import {
  type BalanceTransaction,
  balanceOf,
  toBalanceTransaction,
  toPayout,
} from '../engine/payouts.ts'
import { stateOf } from '../engine/records.ts'
import { notFound } from './errors.ts'
import type { Form } from './form.ts'
import { pageParams, toList } from './lists.ts'
import { type Context, readParams } from './operations.ts'

const BalanceParams = z.strictObject({
  ...pageParams,
  payout: z.string().optional(),
  type: z.string().optional(),
  currency: z.string().optional(),
  expand: z.record(z.string(), z.literal('data.source')).optional(),
})
const PayoutParams = z.strictObject({ ...pageParams, status: z.string().optional() })

/** GET /v1/balance_transactions, of one payout or of all; `expand[]=data.source` shows what moved each. */
export function listBalanceTransactions(form: Form, context: Context) {
  const params = readParams(BalanceParams, form)
  const { payout, type, currency, expand } = params
  const all = balanceOf(context.books)
  const items = all.filter(
    (one) =>
      (payout ?? one.payoutId) === one.payoutId &&
      (type ?? one.type) === one.type &&
      (currency ?? one.currency) === one.currency,
  )
  const find = (id: string) => findIn(all, id)
  return toList('/v1/balance_transactions', params, { items, find }, (one) =>
    toBalanceTransaction(one, expand ? sourceOf(one, context) : undefined),
  )
}

/** GET /v1/payouts. */
export function listPayouts(form: Form, { books }: Context) {
  const params = readParams(PayoutParams, form)
  const items = [...books.payouts.values()]
  const find = (id: string) => findIn(items, id)
  return toList('/v1/payouts', params, { items, find }, toPayout)
}

function findIn<T extends { readonly id: string }>(items: readonly T[], id: string): T {
  const item = items.find((one) => one.id === id)
  if (!item) throw notFound('balance_transaction', id)
  return item
}

function sourceOf({ entry, sourceId }: BalanceTransaction, { books }: Context): unknown {
  const payout = books.payouts.get(sourceId)
  if (payout) return toPayout(payout)
  const refund = books.refunds.get(entry?.refundId ?? '')
  if (refund) return toRefund(refund)
  const dispute = books.disputes.get(entry?.disputeId ?? '')
  if (dispute) return toDispute(dispute)
  const intent = books.intents.get(entry?.intentId ?? '')
  return intent ? toCharge(intent, stateOf(books, intent)) : sourceId
}
