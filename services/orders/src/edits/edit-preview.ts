import { isDeepStrictEqual } from 'node:util'
import { limits } from '@comptoir/contracts/limits'
import type { EditOrder, OrderContent } from '@comptoir/contracts/orders/edits'
import type { ShippingOption } from '@comptoir/contracts/shipping/schemas'
import { add, allocate, type Money, multiply, subtract, sum } from '@comptoir/money'
import {
  byRate,
  mainRateOf,
  splitOverRates,
  sums,
  type Taxed,
  tax,
  type Weight,
} from '@comptoir/money/taxed'
import { refuse } from '@comptoir/service/problems/refusal'
import {
  type Edited,
  type EditedLine,
  editedLines,
  priceOf,
  ratesOf,
  type TodaysPrices,
  targetsOf,
} from './edited-lines.ts'

export type EditFacts = TodaysPrices & {
  /** The shipping option for the edited goods and address, as it is quoted today; none when nothing of it changed. */
  readonly option?: PricedOption | undefined
}

export type EditPreview = { readonly content: OrderContent; readonly difference: Money }

/**
 * What an order would be after an edit, and what is to be paid beside or goes back. Lines: see `editedLines`. Shipping costs
 * what it costs today for what changed, and never more when goods were only taken out. A reduction of the shipping stays,
 * and shipping that was free stays free. Promotions are not judged again: what was granted for the goods that stay is kept.
 * Refuses an edit that changes nothing, and one that leaves nothing to pay of an order that cost something.
 */
export function previewEdit(order: Edited, changes: EditOrder, facts: EditFacts): EditPreview {
  const lines = editedLines(order, changes, facts)
  const decision = withRates(order, lines, facts)
  const shipping = editedShipping(order, changes, facts.option)
  const priced = priceContent({ ...order, lines, tax: decision }, shipping)
  const { shippingAddress = order.shippingAddress, billingAddress = order.billingAddress } = changes
  const content: OrderContent = {
    ...priced,
    ...{ shippingAddress, billingAddress },
    ...(decision && { tax: decision }),
    ...(order.promotions && { promotions: promotionsOf(order, priced) }),
  }
  checkEdit(order, content)
  const before = order.totals.grandTotal
  return { content, difference: subtract(content.totals.grandTotal, before) }
}

function checkEdit(order: Edited, content: OrderContent): void {
  const { grandTotal } = content.totals
  if (grandTotal.amount > limits.amount) throw noEdit(`an order comes to ${limits.amount} at most`)
  if (grandTotal.amount === 0 && order.totals.grandTotal.amount > 0)
    throw noEdit('nothing would be left to pay: cancel the order instead')
  const isSame = (Object.keys(content) as (keyof OrderContent)[]).every((part) =>
    isDeepStrictEqual(content[part], order[part]),
  )
  if (isSame) throw noEdit('nothing changes')
}

const noEdit = (detail: string) => refuse('invalid_request', detail)

/** Of an order placed before it was kept, the carrier is not known. */
type PricedOption = Pick<ShippingOption, 'optionId' | 'name' | 'price'> &
  Partial<Pick<ShippingOption, 'carrierCode'>>

type Shipping = PricedOption & {
  readonly discounts: NonNullable<EditedLine['discounts']>
}

/** The shipping before VAT is taken out of it. */
function editedShipping(order: Edited, changes: EditOrder, option: EditFacts['option']): Shipping {
  const { shippingLine, totals } = order
  const { optionId, carrierCode, name, discounts = [] } = shippingLine
  const full = fullShipping(totals)
  // what edits made free is not free for fewer goods: else goods that come and go again would make it so
  const most = [full, fullShipping(order.placed?.totals ?? totals)].reduce((a, b) =>
    a.amount < b.amount ? b : a,
  )
  const isChosen = changes.shippingOptionId !== undefined && changes.shippingOptionId !== optionId
  const isRequoted = isChosen || changes.shippingAddress !== undefined || hasMore(order, changes)
  const quoted = option?.price ?? full
  const price = isRequoted || quoted.amount < most.amount ? quoted : most
  const wasFree = discounts.length > 0 && totals.shipping.amount === 0 && !isChosen
  const kept = wasFree ? spread(discounts, price) : capped(discounts, price)
  return { ...(option ?? { optionId, carrierCode, name }), price, discounts: kept }
}

/** The shipping before its reductions. */
const fullShipping = ({ shipping, shippingDiscount }: OrderContent['totals']): Money =>
  shippingDiscount ? add(shipping, shippingDiscount) : shipping

const hasMore = (order: Edited, changes: EditOrder): boolean =>
  targetsOf(order, changes).some(
    ({ sku, quantity }) => quantity > (order.lines.find((line) => line.sku === sku)?.quantity ?? 0),
  )

type Discounts = Shipping['discounts']

/** Reductions that take off all of a price, in the proportion of before. */
function spread(discounts: Discounts, price: Money): Discounts {
  const shares = allocate(
    price.amount,
    discounts.map(({ amount }) => amount.amount),
  )
  return positive(discounts.map((one, index) => withAmount(one, shares[index] ?? 0)))
}

/** Reductions as they were, as far as there is something to reduce. */
function capped(discounts: Discounts, price: Money): Discounts {
  let left = price.amount
  return positive(
    discounts.map((one) => {
      const amount = Math.min(one.amount.amount, left)
      left -= amount
      return withAmount(one, amount)
    }),
  )
}

const withAmount = (one: Discounts[number], amount: number) => ({
  ...one,
  amount: { ...one.amount, amount },
})
const positive = (discounts: Discounts) => discounts.filter(({ amount }) => amount.amount > 0)

/** When and where it was to arrive, as long as it travels the same way. */
function promisedDelivery({ shippingLine }: Edited, optionId: string) {
  const { delivery, pickupPoint } = shippingLine
  if (shippingLine.optionId !== optionId) return {}
  return { ...(delivery && { delivery }), ...(pickupPoint && { pickupPoint }) }
}

/** Lines, shipping and totals as `priceOrder` computes them, at the rates that each line has. */
function priceContent(order: Edited, { price, discounts, ...option }: Shipping) {
  const { lines, currency, tax: decision } = order
  const prices = decision?.prices ?? 'gross'
  const goods = goodsOf(order)
  const [usual] = goods
  const ship = (amount: Money) =>
    splitOverRates(amount, goods, usual?.rates ?? { charged: 0, included: 0 })
  const off = discounts.reduce((total, { amount }) => total + amount.amount, 0)
  const parts = ship(subtract(price, { ...price, amount: off }))
  const fullLines = lines.map((line) =>
    tax(multiply(line.unitPrice, line.quantity), ratesOf(decision, line)),
  )
  const shown = (amounts: readonly Taxed[]) => sums(amounts, currency)[prices]
  const itemsDiscount = subtract(shown(fullLines), shown(lines))
  const shippingDiscount = subtract(shown(ship(price)), shown(parts))
  const all = sums([...lines, ...parts], currency)
  return {
    lines: [...lines],
    shippingLine: {
      ...{ optionId: option.optionId, name: option.name, ...sums(parts, currency) },
      ...(option.carrierCode && { carrierCode: option.carrierCode }),
      vatRateBps: mainRateOf(goods, parts),
      ...(discounts.length > 0 && { discounts }),
      ...promisedDelivery(order, option.optionId),
    },
    totals: {
      itemsSubtotal: shown(fullLines),
      ...(itemsDiscount.amount > 0 && { itemsDiscount }),
      shipping: shown(parts),
      ...(shippingDiscount.amount > 0 && { shippingDiscount }),
      vatByRate: byRate([...lines, ...parts], currency),
      vatTotal: all.vat,
      grandTotal: all.gross,
    },
  }
}

/** The goods at each pair of rates: shipping takes the VAT of what it carries. */
function goodsOf({ lines, tax: decision, currency }: Edited): Weight[] {
  const priced = lines.map((line) => ({ rates: ratesOf(decision, line), value: priceOf(line) }))
  const same = Map.groupBy(priced, ({ rates }) => `${rates.charged}/${rates.included}`)
  return [...same.values()].flatMap(([first, ...others]) => {
    if (!first) return []
    const values = [first, ...others].map(({ value }) => value)
    return [{ rates: first.rates, value: sum(values, currency) }]
  })
}

/** The decision about VAT with the rates of what was added. */
function withRates(
  { tax: decision }: Edited,
  lines: readonly EditedLine[],
  today: TodaysPrices,
): OrderContent['tax'] {
  if (!decision) return undefined
  const rates = [...decision.rates]
  for (const { taxClass, vatRateBps: rateBps } of lines) {
    if (rates.some((one) => one.taxClass === taxClass && one.rateBps === rateBps)) continue
    const includedRateBps = today.ratesOf(taxClass)?.included
    rates.push({ taxClass, rateBps, ...(includedRateBps !== undefined && { includedRateBps }) })
  }
  return { ...decision, rates }
}

/** Each promotion with what it takes off now; one that takes nothing off any more stays, since its use counts. */
function promotionsOf({ promotions = [], currency }: Edited, { lines, shippingLine }: Priced) {
  const given = [...lines, shippingLine].flatMap(({ discounts = [] }) => discounts)
  return promotions.map((promotion) => {
    const own = given.filter(({ promotionId }) => promotionId === promotion.promotionId)
    const amount = own.reduce((total, one) => total + one.amount.amount, 0)
    return { ...promotion, amount: { amount, currency } }
  })
}
type Priced = Pick<OrderContent, 'lines' | 'shippingLine'>
