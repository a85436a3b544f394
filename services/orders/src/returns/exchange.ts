import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { Money } from '@comptoir/contracts/common'
import { checkAvailability } from '@comptoir/contracts/inventory/internal-routes'
import type { NewReturn, ReturnExchange } from '@comptoir/contracts/orders/return-schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import type { Order } from '../order/order.ts'
import { todaysVariants } from '../placing/todays-variants.ts'
import {
  acceptedLines,
  type Exchange,
  entry,
  type InspectedReturn,
  isExchangeOpen,
  isInspected,
  type Return,
} from './return.ts'
import { goodsShare } from './return-refund.ts'
import { type AskedLine, quantityOf } from './returnable.ts'

type Counted = { readonly sku: string; readonly quantity: number }
type AskedOf = NewReturn['lines'][number]

/**
 * The lines of a return with what replaces their goods, as the catalogue has it now for whoever bought: another variant of the same
 * product, on the shelf. Refused with the field, and so is a dearer one for goods that were free: there is no price whose difference it would be.
 */
export async function withExchanges(
  deps: Pick<Deps, 'accounts' | 'catalog' | 'inventory'>,
  order: Order,
  lines: readonly AskedOf[],
): Promise<AskedLine[]> {
  const skus = [...new Set(lines.flatMap(({ exchangeFor }) => exchangeFor ?? []))]
  if (skus.length === 0) return lines.map(({ exchangeFor: _none, ...line }) => line)
  const [variants, { items }] = await Promise.all([
    todaysVariants(deps, order, comparedPieces(order, lines)),
    deps.inventory(checkAvailability, { body: { skus }, retry: true }),
  ])
  return lines.map(({ exchangeFor, ...line }) => {
    if (exchangeFor === undefined) return line
    const variant = variants.find(({ sku }) => sku === exchangeFor)
    const available = items.find(({ sku }) => sku === exchangeFor)?.available ?? 0
    const today = variants.find(({ sku }) => sku === line.sku)?.price
    return { ...line, exchange: exchangeOf(order, line, { variant, available, today }) }
  })
}

/** What is wanted and what it replaces, as many pieces of each as were bought. */
function comparedPieces({ lines: bought }: Order, lines: readonly AskedOf[]): Counted[] {
  const most = new Map<string, number>()
  for (const { sku, exchangeFor } of lines) {
    const quantity = bought.find((line) => line.sku === sku)?.quantity
    if (!exchangeFor || !quantity) continue
    for (const one of [sku, exchangeFor]) most.set(one, Math.max(quantity, most.get(one) ?? 0))
  }
  return [...most].map(([sku, quantity]) => ({ sku, quantity }))
}

type Found = {
  readonly variant: VariantSnapshot | undefined
  readonly available: number
  /** What the replaced goods cost now, where they are still in the catalogue. */
  readonly today: Money | undefined
}

function exchangeOf(
  { lines }: Order,
  { sku, quantity }: Counted,
  { variant, available, today }: Found,
) {
  const bought = lines.find((line) => line.sku === sku)
  if (!bought || !variant?.active || variant.productId !== bought.productId)
    throw notExchanged('not_a_variant', `${sku} is exchanged for variants of its product`)
  const { title, weightGrams, price: unitPrice } = variant
  const exchange = {
    sku: variant.sku,
    title,
    weightGrams,
    unitPrice,
    boughtFor: comparedPrice(bought.unitPrice, today),
  }
  if (isDearer({ sku, exchange }) && bought.gross.amount === 0)
    throw notExchanged('dearer', `${variant.sku} costs more than ${sku}, which was free`)
  if (available < quantity)
    throw notExchanged('out_of_stock', `${Math.max(0, available)} of ${variant.sku} are left`)
  return exchange
}

/**
 * What the price of new goods is held against: what the replaced ones were bought for, or cost now where that is more. So an agreed
 * price, or one that has risen since, makes nothing dearer that costs the same today, and the difference is at most that of today.
 */
const comparedPrice = (paid: Money, today: Money = paid): Money =>
  today.amount > paid.amount ? today : paid

type Replaced = { readonly sku: string; readonly exchange: ReturnExchange }

/** Whether what replaces goods costs more. The same goods again never do: the legal guarantee replaces what is at fault. */
export const isDearer = ({ sku, exchange }: Replaced): boolean =>
  exchange.sku !== sku && exchange.unitPrice.amount > exchange.boughtFor.amount

function notExchanged(code: string, message: string) {
  const errors = [{ field: 'lines.exchangeFor', code, message }]
  return refuse('invalid_request', message, { errors })
}

/** The accepted units of a return that are replaced, with what replaces them. */
export function exchangedLines(ret: InspectedReturn) {
  const accepted = acceptedLines(ret)
  return ret.lines.flatMap(({ sku, exchange }) => {
    const quantity = quantityOf(accepted, sku)
    return exchange && quantity > 0 ? [{ sku, quantity, exchange }] : []
  })
}

const isEven = ({ unitPrice, boughtFor }: { unitPrice: Price; boughtFor: Price }): boolean =>
  unitPrice.amount >= boughtFor.amount
type Price = { readonly amount: number }

/**
 * What was paid for replaced goods and stays with the shop (`kept`): all of it for goods of the same price or a higher one, else in the
 * proportion of the two prices; discounts stay as they were. `withheld` is the part of it that a refund of the other goods would give back.
 */
export function keptFor(order: Order, ret: InspectedReturn): { kept: number; withheld: number } {
  const before = (order.returns ?? [])
    .filter(({ returnId, status }) => returnId !== ret.returnId && status === 'done')
    .flatMap(({ accepted = [] }) => accepted)
  const parts = exchangedLines(ret).map(({ sku, quantity, exchange }) => {
    const share = goodsShare(order, [{ sku, quantity }], before)
    if (isEven(exchange)) return { kept: share, withheld: 0 }
    const kept = Math.floor((share * exchange.unitPrice.amount) / exchange.boughtFor.amount)
    return { kept, withheld: kept }
  })
  const sum = (part: 'kept' | 'withheld') => parts.reduce((all, one) => all + one[part], 0)
  return { kept: sum('kept'), withheld: sum('withheld') }
}

/**
 * Writes down, once, that new goods wait to be paid, are on their way, or that none can be sent: then the return is one for money.
 */
export function recordExchange(ret: Return, exchange: Exchange): Return {
  if (!isInspected(ret) || (ret.exchange && !isExchangeOpen(ret))) return ret
  if (ret.exchange && exchange.status === 'awaiting_payment') return ret
  const { at, status, reason } = exchange
  const history = entry(ret, `exchange_${status}`, { at, by: 'system', detail: reason })
  return { ...ret, exchange, history }
}

/** What of the refund stays for goods that are replaced by cheaper ones, in minor units. */
export const withheldForExchange = ({ exchange }: InspectedReturn): number =>
  exchange?.status === 'sent' ? exchange.withheld.amount : 0

/** What is given back in money: what is accepted, without what is replaced by goods of the same price or a higher one. */
export function paidBackLines(ret: InspectedReturn): Counted[] {
  const accepted = acceptedLines(ret)
  if (ret.exchange?.status !== 'sent') return accepted
  const even = exchangedLines(ret).filter(({ exchange }) => isEven(exchange))
  return accepted.filter(({ sku }) => !even.some((line) => line.sku === sku))
}

/** What came back for good: neither is it refused, nor are other goods sent for it. */
export function withoutExchanged(ret: InspectedReturn): Counted[] {
  const accepted = acceptedLines(ret)
  if (ret.exchange?.status !== 'sent') return accepted
  const replaced = exchangedLines(ret)
  return accepted.filter(({ sku }) => !replaced.some((line) => line.sku === sku))
}
