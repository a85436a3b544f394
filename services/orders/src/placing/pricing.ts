import type { Cart, LineProblem } from '@comptoir/contracts/carts/schemas'
import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { Money } from '@comptoir/contracts/common'
import type { Shortage, StockLine } from '@comptoir/contracts/inventory/schemas'
import { limits } from '@comptoir/contracts/limits'
import type { BuyerVat, SaleTax } from '@comptoir/contracts/orders/sale-tax'
import type { Totals } from '@comptoir/contracts/orders/schemas'
import { discountLines, sumDiscounts } from '@comptoir/contracts/promotions/discounted'
import type { CartDiscounts } from '@comptoir/contracts/promotions/internal-routes'
import type { PickupPlace } from '@comptoir/contracts/shipping/pickup-schemas'
import type { ShippingOption } from '@comptoir/contracts/shipping/schemas'
import {
  decideTax,
  recordTax,
  type TaxDecision,
  type TaxRules,
  type TaxSale,
  taxToPrice,
} from '@comptoir/money/tax-decision'
import { priceOrder } from '@comptoir/money/totals'
import { refuse } from '@comptoir/service/problems/refusal'

/** Refuses a cart that cannot become this user's order. A cart stays locked for a moment after its order failed. */
export function checkCart(
  cart: Cart,
  buyer: { userId: string | undefined; hadFailedOrder: boolean },
): void {
  if (cart.ownerUserId !== undefined && cart.ownerUserId !== buyer.userId) {
    throw refuse('cart_not_orderable', 'there is no such cart of yours')
  }
  const isFree = cart.status === 'active' || (cart.status === 'locked' && buyer.hadFailedOrder)
  if (!isFree) throw refuse('cart_not_orderable', `the cart is ${cart.status}`)
  if (cart.lines.length === 0) throw refuse('cart_not_orderable', 'the cart is empty')
}

/** Joins what is in the cart with what the catalogue says of it now; refuses what cannot be bought. */
export function joinVariants(lines: readonly StockLine[], variants: readonly VariantSnapshot[]) {
  const bySku = new Map(variants.map((variant) => [variant.sku, variant]))
  return lines.map(({ sku, quantity }) => {
    const variant = bySku.get(sku)
    if (!variant?.active) throw notOrderable([sku], 'unavailable')
    if (variant.price.amount > limits.amount) throw notOrderable([sku], 'price_too_high')
    const { productId, title, price: unitPrice, taxClass, weightGrams } = variant
    const { compareAtPrice, priceOrigin, withdrawalExclusion, categoryIds = [], brand } = variant
    const { vendorId } = variant
    return {
      ...{ sku, productId, title, quantity, unitPrice, taxClass, weightGrams },
      ...(compareAtPrice && { compareAtPrice }),
      ...(priceOrigin && { priceOrigin }),
      ...(withdrawalExclusion && { withdrawalExclusion }),
      ...soldBy(variant),
      promotable: { categoryIds, brand, vendorId },
    }
  })
}

/** Who sells a variant, and what the shop keeps of it now: a line that is bought keeps both. */
export const soldBy = ({ vendorId, commissionBps }: VariantSnapshot) =>
  vendorId === undefined ? {} : { vendorId, commissionBps }

export type JoinedLine = ReturnType<typeof joinVariants>[number]

/** Refuses when stock is short already, with each short line and what is left. */
export function checkStock(
  lines: readonly StockLine[],
  stock: readonly { sku: string; available: number }[],
): void {
  const left = new Map(stock.map(({ sku, available }) => [sku, available]))
  const shortages: Shortage[] = lines.flatMap(({ sku, quantity: requested }) => {
    const available = Math.max(0, left.get(sku) ?? 0)
    return requested > available ? [{ sku, requested, available }] : []
  })
  if (shortages.length === 0) return
  const detail = shortages.map(({ sku, available }) => `${sku}: ${available} left`).join(', ')
  throw refuse('out_of_stock', detail, { extensions: { shortages } })
}

type ToPrice = {
  readonly lines: readonly JoinedLine[]
  readonly option: ShippingOption & {
    readonly standardPrice?: Money | undefined
    readonly pickupPoint?: PickupPlace | undefined
  }
  readonly currency: string
  readonly tax: TaxDecision
  readonly discounts: CartDiscounts | undefined
}

/** The lines, the shipping and the totals of an order, by the one computation that carts use too. */
export function price({ lines, option, currency, tax, discounts }: ToPrice) {
  const shipping = { price: option.price, ...sumDiscounts(discounts?.shipping) }
  const priced = priceOrder({
    ...{ currency, lines: discountLines(lines, discounts), shipping },
    ...taxToPrice(tax),
  })
  if (!priced.shipping) throw new Error('shipping was not priced')
  const { gross, net, vat, vatRateBps } = priced.shipping
  const { optionId, carrierCode, name, delivery, standardPrice, pickupPoint } = option
  const applied = discounts?.applied ?? []
  return {
    lines: priced.lines.map(({ discount: _sum, promotable: _facts, ...line }) => line),
    shippingLine: {
      ...{ optionId, name, gross, net, vat, vatRateBps },
      ...(standardPrice && { standardPrice }),
      ...(carrierCode && { carrierCode }),
      ...(shipping.discounts && { discounts: shipping.discounts }),
      ...(delivery && { delivery: { from: delivery.from, to: delivery.to } }),
      ...(pickupPoint && { pickupPoint }),
    },
    totals: priced.totals,
    ...(applied.length > 0 && { promotions: applied }),
  }
}

/** The VAT of a sale, by the decision that carts make too. Refuses a destination without VAT rates. */
export function requireTax(rules: TaxRules, sale: TaxSale): TaxDecision {
  const decision = decideTax(rules, sale)
  if (decision) return decision
  const message = `we do not sell to ${sale.destination.countryCode}`
  const error = { field: 'shippingAddress.countryCode', code: 'unsold_country', message }
  throw refuse('no_shipping_option', message, { errors: [error] })
}

/** The decision as the order keeps it, with what proves the buyer's VAT id. */
export function taxOf(
  tax: TaxDecision,
  lines: readonly JoinedLine[],
  buyerVat: BuyerVat | undefined,
): SaleTax {
  const recorded = recordTax(
    tax,
    lines.map(({ taxClass }) => taxClass),
  )
  return { ...recorded, ...(buyerVat && { buyerVat }) }
}

/** Refuses lines whose tax class has no rate. */
export function checkTaxes(lines: readonly JoinedLine[], { rateOf }: TaxDecision): void {
  const unknown = lines.filter(({ taxClass }) => rateOf(taxClass) === undefined)
  const skus = unknown.map(({ sku }) => sku)
  if (skus.length > 0) throw notOrderable(skus, 'no_tax_rate')
}

const reasons: Readonly<Record<LineProblem, string>> = {
  unavailable: 'is not for sale',
  no_tax_rate: 'has no VAT rate at the destination',
  price_too_high: 'has a price that cannot be charged',
}

/** The cart cannot become an order because of these lines: each is named. */
function notOrderable(skus: readonly string[], code: LineProblem) {
  const messages = skus.map((sku) => `${sku} ${reasons[code]}`)
  const errors = messages.map((message) => ({ field: 'cartId', code, message }))
  return refuse('cart_not_orderable', messages.join(', '), { errors, extensions: { skus } })
}

/** Refuses totals other than the shopper saw, with both, and those that no provider charges at once. */
export function checkTotal(expected: Money | undefined, totals: Totals): void {
  if (totals.grandTotal.amount > limits.amount) {
    throw refuse('cart_not_orderable', `an order comes to ${limits.amount} minor units at most`)
  }
  if (!expected) return
  const { amount, currency } = totals.grandTotal
  if (expected.amount === amount && expected.currency === currency) return
  const extensions = { expectedTotal: expected, totals }
  throw refuse('totals_changed', 'the total is another one now', { extensions })
}

export const totalOf = (lines: readonly JoinedLine[]): number =>
  lines.reduce((total, line) => total + line.unitPrice.amount * line.quantity, 0)

/** What the cheapest standard delivery to an address would cost, when the chosen one costs more. */
export function standardPriceOf(
  options: readonly ShippingOption[],
  chosen: ShippingOption,
): Money | undefined {
  const standard = options.filter(({ kind }) => kind === 'home').map(({ price }) => price)
  const [cheapest] = standard.toSorted((a, b) => a.amount - b.amount)
  return cheapest && cheapest.amount < chosen.price.amount ? cheapest : undefined
}

export const weightOf = (lines: readonly JoinedLine[]): number =>
  lines.reduce((total, line) => total + line.weightGrams * line.quantity, 0)
