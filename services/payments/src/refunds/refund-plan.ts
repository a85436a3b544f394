import type { RefundBasis } from '@comptoir/contracts/orders/schemas'
import type { RefundedGoods, RefundLine, RefundOrder } from '@comptoir/contracts/payments/schemas'
import { partOfUnits } from '@comptoir/money'
import { type Refusal, refuse } from '@comptoir/service/problems/refusal'
import { type Refunded, refundableOf, refundedLines } from './refund.ts'

/** What a refund by staff comes to: an amount in minor units, its lines, and what becomes of the goods. */
export type RefundPlan = {
  readonly amount: number
  readonly lines?: RefundLine[]
  readonly goods?: RefundedGoods
  /** How much of it is for the delivery, in minor units. */
  readonly shipping?: number
}

/** Goods that came back, and what is given back of the delivery, in minor units. */
export type ReturnedGoods = {
  readonly lines: readonly RefundLine[]
  readonly bought: RefundBasis['lines']
  readonly shipping: number
  /** What is kept for the way back. */
  readonly withheld?: number | undefined
}

const endedStatuses = ['rejected', 'expired', 'cancelled']

/** Whether the order has to be asked: for the prices of its lines, or whether it is sent when nothing will be left. */
export const needsOrder = (payment: Refunded, asked: RefundOrder): boolean =>
  asked.lines !== undefined || (asked.amount ?? Infinity) >= refundableOf(payment)

/** Refuses with `invalid_request`, `refund_too_large` or `goods_undecided`. */
export function planRefund(
  payment: Refunded,
  order: RefundBasis | undefined,
  asked: RefundOrder,
): RefundPlan {
  const left = refundableOf(payment)
  const gone = refundedLines(payment)
  const lines = asked.lines && checkLines(order, asked.lines, gone)
  const amount = lines ? priceOf(order?.lines ?? [], lines, gone) : (asked.amount ?? left)
  const goods = goodsFor(order, amount >= left, asked)
  return { amount, ...(lines && { lines }), ...(goods && { goods }) }
}

/**
 * What a return comes to: each unit its share of what was paid, and the last one of a line the rest. Units that were refunded
 * before count no more, and never more than is left of the payment goes back. What is withheld stays here. Nothing when that is
 * nothing.
 */
export function planReturn(
  payment: Refunded,
  { lines: asked, bought, shipping, withheld = 0 }: ReturnedGoods,
): RefundPlan | undefined {
  const gone = refundedLines(payment)
  const lines = asked
    .map(({ sku, quantity }) => {
      const left = quantityOf(bought, sku) - quantityOf(gone, sku)
      return { sku, quantity: Math.min(quantity, left) }
    })
    .filter(({ quantity }) => quantity > 0)
  const whole = priceOf(bought, lines, gone) + shipping
  const owed = Math.max(0, whole - withheld)
  const amount = Math.min(owed, refundableOf(payment))
  if (amount === 0) return undefined
  return { amount, lines, ...(amount === whole && shipping > 0 && { shipping }) }
}

/** Lines of the order, of each no more than was bought and is not refunded yet. */
function checkLines(
  order: RefundBasis | undefined,
  asked: readonly RefundLine[],
  gone: readonly RefundLine[],
): RefundLine[] {
  const skus = [...new Set(asked.map(({ sku }) => sku))]
  const lines = skus.map((sku) => ({ sku, quantity: quantityOf(asked, sku) }))
  const errors = lines.flatMap(({ sku, quantity }) => {
    const bought = quantityOf(order?.lines ?? [], sku)
    const left = bought - quantityOf(gone, sku)
    if (quantity <= left) return []
    const message = bought === 0 ? `${sku} is not in the order` : `${left} of ${sku} are left`
    return [{ field: 'lines', code: 'too_many', message }]
  })
  if (errors.length > 0) throw refuse('invalid_request', 'not so much was bought', { errors })
  return lines
}

const quantityOf = (lines: readonly RefundLine[], sku: string): number =>
  lines.reduce((sum, line) => (line.sku === sku ? sum + line.quantity : sum), 0)

/** What was paid for the lines: each takes its part of the discounts, and all parts of a line add up to it. */
function priceOf(
  of: RefundBasis['lines'],
  lines: readonly RefundLine[],
  gone: readonly RefundLine[],
): number {
  return lines.reduce((sum, { sku, quantity }) => {
    const bought = of.find((line) => line.sku === sku)
    if (!bought) return sum
    const units = { before: quantityOf(gone, sku), quantity, of: bought.quantity }
    return sum + partOfUnits(bought.gross.amount, units)
  }, 0)
}

/** The goods of an order that is not sent follow its money: staff say how when nothing is left. */
function goodsFor(
  order: RefundBasis | undefined,
  isWhole: boolean,
  asked: RefundOrder,
): RefundedGoods | undefined {
  const isHere = order !== undefined && !order.sent && !endedStatuses.includes(order.status)
  if (isWhole && isHere) return chosenGoods(asked)
  if (asked.restock) throw notAsked('restock')
  if (asked.keepShipping) throw notAsked('keepShipping')
  return undefined
}

function chosenGoods({ restock, keepShipping = false }: RefundOrder): RefundedGoods {
  if (restock && keepShipping) {
    const errors = [fieldError('restock', 'either restock or keepShipping')]
    throw refuse('invalid_request', 'goods that leave do not go back on sale', { errors })
  }
  if (!keepShipping && restock === undefined) throw undecided()
  return { restock: restock ?? false, keepShipping }
}

function notAsked(field: string): Refusal {
  const errors = [fieldError(field, 'the goods are sent, or a part of the money stays')]
  const detail = 'only a whole refund of an order that is not sent decides about goods'
  return refuse('invalid_request', detail, { errors })
}

function undecided(): Refusal {
  const errors = [
    fieldError('restock', 'true: the goods go back on sale; false: they are written off'),
    fieldError('keepShipping', 'true: the parcel leaves all the same'),
  ]
  return refuse('goods_undecided', 'the order would be stopped', { errors })
}

const fieldError = (field: string, message: string) => ({ field, code: 'required', message })
