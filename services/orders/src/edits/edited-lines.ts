import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { EditOrder, OrderContent } from '@comptoir/contracts/orders/edits'
import { type Money, multiply, partOfUnits, subtract } from '@comptoir/money'
import { type Rates, tax } from '@comptoir/money/taxed'
import { refuse } from '@comptoir/service/problems/refusal'
import { soldBy } from '../placing/pricing.ts'

/** An order as its edits see it: what it buys now, and what it bought when it was placed, if that differs. */
export type Edited = OrderContent & {
  readonly currency: string
  readonly placed?: OrderContent | undefined
}
export type EditedLine = OrderContent['lines'][number]

/** What is known today of the SKUs that an edit adds. */
export type TodaysPrices = {
  readonly variants: readonly VariantSnapshot[]
  /** The VAT rates of today; `undefined` for a class that has none. */
  readonly ratesOf: (taxClass: string) => Rates | undefined
}

type Target = { readonly sku: string; readonly quantity: number }

/** How many of each SKU the order is to have, in the order of its lines, what is added last. */
export function targetsOf(order: Edited, { lines = [] }: EditOrder): Target[] {
  const asked = new Map(lines.map(({ sku, quantity }) => [sku, quantity]))
  if (asked.size < lines.length) throw wrongLines('each SKU once')
  const known = order.lines.map(({ sku, quantity }) => ({
    ...{ sku, quantity: asked.get(sku) ?? quantity },
  }))
  const skus = new Set(known.map(({ sku }) => sku))
  return [...known, ...lines.filter(({ sku }) => !skus.has(sku))]
}

/** More pieces than the customer ever bought of a SKU at its price: they cost what they cost today. */
export function addedTo(order: Edited, changes: EditOrder): Target[] {
  return targetsOf(order, changes).filter(({ sku, quantity }) => {
    const bought = Math.max(placedQuantity(order, sku), quantityOf(order.lines, sku))
    return quantity > bought
  })
}

const quantityOf = (lines: readonly EditedLine[], sku: string): number =>
  lines.find((line) => line.sku === sku)?.quantity ?? 0

const placedQuantity = ({ placed }: Edited, sku: string): number =>
  placed ? quantityOf(placed.lines, sku) : 0

/**
 * The lines of an order after an edit. Up to the quantity that was placed, a line has its price, its VAT rate and its share
 * of the discounts of then, whatever became of the other lines: so edits come to the same in whatever steps they are made,
 * and no discount of a line that is taken out falls on another. More pieces cost today's price without discounts; they join
 * their line only if that is its price.
 */
export function editedLines(order: Edited, changes: EditOrder, today: TodaysPrices): EditedLine[] {
  const added = new Set(addedTo(order, changes).map(({ sku }) => sku))
  const targets = targetsOf(order, changes).filter(({ quantity }) => quantity > 0)
  const lines = targets.map((target) => {
    const basis = basisOf(order, target.sku)
    if (basis && !added.has(target.sku)) return lineOf(order, basis, target.quantity)
    const line = newLine(variantOf(today, target.sku), target.quantity, today)
    if (basis && line.unitPrice.amount !== basis.unitPrice.amount) throw priceChanged(basis, line)
    return basis ? lineOf(order, basis, target.quantity) : line
  })
  if (lines.length > 0) return lines
  throw wrongLines('an order without goods is to be cancelled')
}

/** The line that a SKU's price and discounts come from. */
function basisOf({ placed, lines }: Edited, sku: string): EditedLine | undefined {
  const isIt = (line: EditedLine) => line.sku === sku
  return placed?.lines.find(isIt) ?? lines.find(isIt)
}

function lineOf({ tax: decision }: Edited, basis: EditedLine, quantity: number): EditedLine {
  if (quantity === basis.quantity) return basis
  const units = Math.min(quantity, basis.quantity)
  const discounts = (basis.discounts ?? []).map(({ promotionId, amount }) => {
    const share = partOfUnits(amount.amount, { before: 0, quantity: units, of: basis.quantity })
    return { promotionId, amount: { ...amount, amount: share } }
  })
  const left = discounts.filter(({ amount }) => amount.amount > 0)
  const { discounts: _, ...line } = basis
  const price = priceOf({ ...line, quantity, discounts: left })
  const taxed = tax(price, ratesOf(decision, basis))
  return { ...line, quantity, ...taxed, ...(left.length > 0 && { discounts: left }) }
}

/** What a line costs after its discounts, in the kind of price that the shop shows. */
export function priceOf({ unitPrice, quantity, discounts = [] }: PricedLine): Money {
  const off = discounts.reduce((sum, { amount }) => sum + amount.amount, 0)
  return subtract(multiply(unitPrice, quantity), { ...unitPrice, amount: off })
}
export type PricedLine = Pick<EditedLine, 'unitPrice' | 'quantity' | 'discounts'>

/** The rates of a line of the order: charged as it was, included as its decision about VAT says. */
export function ratesOf(
  decision: OrderContent['tax'],
  { taxClass, vatRateBps: charged }: Pick<EditedLine, 'taxClass' | 'vatRateBps'>,
): Rates {
  if (decision?.prices === 'net') return { charged, included: undefined }
  const rate = decision?.rates.find((one) => one.taxClass === taxClass && one.rateBps === charged)
  return { charged, included: rate?.includedRateBps ?? charged }
}

function newLine(variant: VariantSnapshot, quantity: number, today: TodaysPrices): EditedLine {
  const { sku, productId, title, price: unitPrice, taxClass, weightGrams } = variant
  const { compareAtPrice, priceOrigin, withdrawalExclusion } = variant
  const rates = today.ratesOf(taxClass)
  if (!rates) throw wrongLines(`${sku} has no VAT rate at the destination`)
  return {
    ...{ sku, productId, title, quantity, unitPrice, taxClass, weightGrams },
    ...(compareAtPrice && { compareAtPrice }),
    ...(priceOrigin && { priceOrigin }),
    ...(withdrawalExclusion && { withdrawalExclusion }),
    ...soldBy(variant),
    ...tax(multiply(unitPrice, quantity), rates),
  }
}

function variantOf({ variants }: TodaysPrices, sku: string): VariantSnapshot {
  const variant = variants.find((one) => one.sku === sku)
  if (!variant?.active) throw wrongLines(`${sku} is not for sale`)
  return variant
}

function wrongLines(message: string) {
  const errors = [{ field: 'lines', code: 'invalid_lines', message }]
  return refuse('invalid_request', message, { errors })
}

function priceChanged(basis: EditedLine, { unitPrice: now }: EditedLine) {
  const { sku, unitPrice } = basis
  const detail = `${sku} has another price now: order more of it in another order`
  return refuse('totals_changed', detail, { extensions: { sku, unitPrice, now } })
}
