import { z } from 'zod'
import type { Settlement, SettlementLine } from '../provider/provider.ts'
import { fromPayPalAmount } from './paypal-amount.ts'
import type { PayPalClient } from './paypal-client.ts'
import { Amount } from './paypal-objects.ts'

const Transaction = z.looseObject({
  transaction_info: z.looseObject({
    transaction_id: z.string(),
    paypal_reference_id: z.string().optional(),
    transaction_event_code: z.string(),
    transaction_initiation_date: z.string(),
    transaction_amount: Amount,
    fee_amount: Amount.optional(),
    transaction_status: z.string().default('S'),
    custom_field: z.string().optional(),
  }),
})
const Report = z.looseObject({
  transaction_details: z.array(Transaction).default([]),
  total_pages: z.number().default(1),
})
type Info = z.output<typeof Transaction>['transaction_info']

type Asked = {
  readonly from: Date
  readonly now: Date
  readonly afterPage?: (() => Promise<void>) | undefined
}

const dayMs = 24 * 3_600_000
/** A transaction is in the report after three hours at the latest. */
const settledAfterMs = 3 * 3_600_000

/**
 * PayPal keeps the balance and has no payouts of its own: the movements of each day (UTC) that is over, from its transaction
 * report, one settlement for each currency.
 */
export async function* paypalSettlements(
  call: PayPalClient,
  { from, now, afterPage }: Asked,
): AsyncGenerator<Settlement> {
  const first = Math.floor(from.getTime() / dayMs) * dayMs
  for (let day = first; day + dayMs + settledAfterMs <= now.getTime(); day += dayMs) {
    const infos = await transactionsOf(call, day, afterPage)
    const currencies = Map.groupBy(infos, (info) => info.transaction_amount.currency_code)
    for (const [currency, own] of currencies) yield toSettlement(day, currency, own.map(toLine))
  }
}

async function transactionsOf(
  call: PayPalClient,
  day: number,
  afterPage: Asked['afterPage'],
): Promise<Info[]> {
  const infos: Info[] = []
  for (let page = 1, pages = 1; page <= pages; page++) {
    const range = new URLSearchParams({
      start_date: new Date(day).toISOString(),
      end_date: new Date(day + dayMs - 1).toISOString(),
      ...{ fields: 'transaction_info', page_size: '500', page: String(page) },
    })
    const report = await call(`/v1/reporting/transactions?${range}`, Report)
    pages = report.total_pages
    infos.push(...report.transaction_details.map((one) => one.transaction_info))
    await afterPage?.()
  }
  // pending and denied ones have moved nothing
  return infos.filter(({ transaction_status: status }) => status === 'S')
}

function toSettlement(day: number, currency: string, lines: SettlementLine[]): Settlement {
  const date = new Date(day).toISOString().slice(0, 10)
  const kept = lines.filter(({ kind }) => kind !== 'payout')
  return {
    ...{ ref: `${date}-${currency}`, kind: 'day', status: 'closed', currency, lines },
    amount: kept.reduce((sum, line) => sum + line.amount - line.fee, 0),
    createdAt: new Date(day + dayMs).toISOString(),
  }
}

/** By PayPal's codes of what moved money: T00 payments, T04 withdrawals, T11 and T12 refunds and disputes. */
function kindOf({ transaction_event_code: code }: Info): SettlementLine['kind'] {
  if (code === 'T1107' || code === 'T1106') return 'refund'
  if (code === 'T1108') return 'refund_reversal'
  if (code === 'T1201') return 'dispute'
  if (code === 'T1202') return 'dispute_reversal'
  if (code.startsWith('T01')) return 'fee'
  if (code.startsWith('T04')) return 'payout'
  return code.startsWith('T00') ? 'capture' : 'other'
}

function toLine(info: Info): SettlementLine {
  const kind = kindOf(info)
  const { transaction_id: ref, transaction_amount: amount, fee_amount: fee } = info
  const { paypal_reference_id: about, custom_field: own, transaction_event_code: code } = info
  return {
    ...{ ref: `${ref}-${code}`, kind, amount: fromPayPalAmount(amount) },
    fee: fee ? 0 - fromPayPalAmount(fee) : 0,
    at: new Date(info.transaction_initiation_date).toISOString(),
    ...(own && /^(pi|rf)_\w+$/.test(own) && { paymentIntentId: own.replace(/^rf_/, 'pi_') }),
    ...(kind.startsWith('refund') && { refundRef: ref }),
    ...(kind.startsWith('dispute') && { disputeRef: about ?? ref }),
  }
}
