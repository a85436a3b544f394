import type { OrderLine, OrderSnapshot } from '@comptoir/contracts/orders/schemas'
import type { PaymentOutcome } from '@comptoir/contracts/payments/schemas'
import { addVat, carveVat, type Money } from '@comptoir/money'
import { byRate, sums } from '@comptoir/money/taxed'
import { refuse } from '@comptoir/service/problems/refusal'
import { type Order, snapshotOf } from '../order/order.ts'
import { exchangedLines, isDearer } from './exchange.ts'
import {
  type AwaitingReturn,
  type Exchange,
  entry,
  type How,
  type InspectedReturn,
  isExchangeOpen,
  isToPay,
  type Return,
} from './return.ts'
import { goodsShare } from './return-refund.ts'

type Surcharge = NonNullable<Exchange['surcharges']>[number]

/**
 * What dearer goods cost more than was paid for those that they replace, in minor units: in the proportion of the two prices, so that
 * discounts stay as they were. Nothing of goods that cost the same, or less.
 */
export function surchargesOf(order: Order, ret: InspectedReturn): Surcharge[] {
  const before = (order.returns ?? [])
    .filter(({ returnId, status }) => returnId !== ret.returnId && status === 'done')
    .flatMap(({ accepted = [] }) => accepted)
  return exchangedLines(ret)
    .filter(isDearer)
    .map(({ sku, quantity, exchange }) => {
      const paid = goodsShare(order, [{ sku, quantity }], before)
      const cost = Math.floor((paid * exchange.unitPrice.amount) / exchange.boughtFor.amount)
      return { sku, amount: cost - paid }
    })
    .filter(({ amount }) => amount > 0)
}

export const sumOf = (surcharges: readonly Surcharge[]): number =>
  surcharges.reduce((sum, { amount }) => sum + amount, 0)

/**
 * The order with nothing but what its exchange costs more, as its invoice has it: the rate of VAT is that of the sale, since it is a
 * part of the price of that (CGI, articles 266, 1, a and 269).
 */
export function supplementFor(order: Order, ret: AwaitingReturn): OrderSnapshot {
  const lines = differenceLines(order, ret)
  const { promotions: _none, paymentTerms: _settled, ...snapshot } = snapshotOf(order)
  const { gross, vat } = sums(lines, order.currency)
  const nothing = { amount: 0, currency: order.currency }
  const { optionId, name, vatRateBps } = order.shippingLine
  return {
    ...snapshot,
    lines,
    shippingLine: { optionId, name, vatRateBps, gross: nothing, net: nothing, vat: nothing },
    totals: {
      ...{ itemsSubtotal: gross, shipping: nothing, vatTotal: vat, grandTotal: gross },
      vatByRate: byRate(lines, order.currency),
    },
  }
}

/** A line for each dearer exchange: one difference, whatever number of goods it is for. */
export function differenceLines(order: Order, ret: AwaitingReturn): OrderLine[] {
  const { surcharges = [] } = ret.exchange
  return exchangedLines(ret).flatMap(({ sku, quantity, exchange }) => {
    const line = order.lines.find((one) => one.sku === sku)
    const surcharge = surcharges.find((one) => one.sku === sku)
    if (!line || !surcharge) return []
    const gross = { amount: surcharge.amount, currency: order.currency }
    const { productId, taxClass, vatRateBps } = line
    const taxed = { vatRateBps, gross, ...carveVat(gross, vatRateBps) }
    const named = (text: string | undefined) => text ?? exchange.title.fr ?? exchange.sku
    const title = {
      fr: `Échange contre ${quantity} × ${named(exchange.title.fr)} : complément`,
      en: `Exchange for ${quantity} × ${named(exchange.title.en)}: difference`,
    }
    return [
      {
        ...{ sku: exchange.sku, productId, title, quantity: 1, taxClass, ...taxed },
        ...{ unitPrice: listed(order, { ...taxed, taxClass }), weightGrams: exchange.weightGrams },
      },
    ]
  })
}

type Listed = Pick<OrderLine, 'net' | 'gross' | 'vatRateBps' | 'taxClass'>

/** A price in the kind that the order has: net, or with the VAT that its prices include, which an export is free of. */
function listed({ tax }: Order, { net, gross, vatRateBps, taxClass }: Listed): Money {
  if (tax?.prices === 'net') return net
  const included = tax?.rates.find((rate) => rate.taxClass === taxClass)?.includedRateBps
  return included === undefined || included === vatRateBps ? gross : addVat(net, included).gross
}

const taken: readonly PaymentOutcome['status'][] = ['succeeded', 'partially_refunded', 'disputed']
const gone: readonly PaymentOutcome['status'][] = ['refunded', 'cancelled']

type Decision = Pick<Exchange, 'decision' | 'reason'>

/** What is to be done with dearer goods, by how their payment stands: sent once it is taken; undone once it never will be. */
export function decisionOf(
  { status }: Pick<PaymentOutcome, 'status'>,
  { dueAt = '' }: Exchange,
  now: string,
): Decision | undefined {
  if (taken.includes(status)) return { decision: 'send' }
  if (gone.includes(status)) return { decision: 'undo', reason: 'not_paid' }
  return dueAt <= now ? { decision: 'undo', reason: 'payment_deadline' } : undefined
}

/** Its payment was asked for, its invoice drafted, its link made. */
export const recordAsked = (ret: Return, at: string): Return =>
  isExchangeOpen(ret) && !ret.exchange.askedAt
    ? { ...ret, exchange: { ...ret.exchange, askedAt: at } }
    : ret

/** Something happened to the payment of dearer goods: their saga is looked for at once, should it not look itself. */
export const recordNews = (ret: Return, at: string): Return =>
  isToPay(ret) && ret.exchange.askedAt ? { ...ret, exchange: { ...ret.exchange, newsAt: at } } : ret

/** The news were looked at and decide nothing, unless there are others since. */
export function recordLooked(ret: Return, seen: string | undefined): Return {
  if (!isToPay(ret) || seen === undefined || ret.exchange.newsAt !== seen) return ret
  const { newsAt: _seen, ...exchange } = ret.exchange
  return { ...ret, exchange }
}

/** Writes down what is to be done with dearer goods, once; what is to be sent can still turn out not to be shippable. */
export function decide(ret: Return, { decision, reason }: Decision, at: string): Return {
  if (!isExchangeOpen(ret)) return ret
  const known = ret.exchange.decision
  const isTurned = known === 'send' && reason === 'not_shippable'
  if (known && !isTurned) return ret
  const decided = { ...ret.exchange, decision, decidedAt: at, ...(reason && { reason }) }
  return { ...ret, exchange: decided }
}

/** Notes for staff, once, that what was paid for an exchange that came to nothing could not be given back. */
export function recordUnreturned(ret: Return, at: string): Return {
  const type = 'exchange_refund_failed'
  if (!isExchangeOpen(ret) || ret.history.some((one) => one.type === type)) return ret
  return { ...ret, history: entry(ret, type, { at, by: 'system', detail: ret.exchange.reason }) }
}

/** The customer does not want to pay more. Refuses what is paid already, or was never to be paid; repeated, it is the same. */
export function declineExchange(ret: Return, how: How): Return {
  const isOpen = isExchangeOpen(ret)
  if (isOpen && ret.exchange.reason === 'declined') return ret
  if ('exchange' in ret && ret.exchange?.reason === 'declined') return ret
  if (!isOpen || ret.exchange.decision)
    throw refuse('transition_refused', 'no exchange of this return is to be paid')
  const decided = decide(ret, { decision: 'undo', reason: 'declined' }, how.at)
  return { ...decided, history: entry(ret, 'exchange_declined', how) }
}
