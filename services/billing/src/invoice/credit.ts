import type { RefundLine } from '@comptoir/contracts/payments/schemas'
import { allocate, partOfUnits, subtract } from '@comptoir/money'
import { z } from 'zod'
import { BilledLine, type BilledOrder, BilledVat, sumOf } from './billed-order.ts'

/** What one credit note takes off an invoice. Written on the invoice first: the sum never exceeds it. */
export const Credit = z.object({
  creditNoteId: z.string(),
  refundId: z.string().optional(),
  kind: z.enum(['whole', 'remainder', 'lines', 'amount']),
  /** Parts of lines, when it is by line. */
  lines: z.array(BilledLine),
  /** Its part of the delivery by VAT rate, when it is by line. */
  shipping: z.array(BilledVat).optional(),
  vatByRate: z.array(BilledVat),
  reason: z.string(),
  origin: z.enum(['staff', 'cancellation', 'provider', 'outside']).optional(),
  createdAt: z.iso.datetime(),
  /** Once it is issued. */
  number: z.string().optional(),
})
export type Credit = z.infer<typeof Credit>

export type CreditRequest = Pick<Credit, 'creditNoteId' | 'refundId' | 'reason' | 'origin'> & {
  /** In minor units; all that is left when absent. */
  readonly amount?: number | undefined
  readonly lines?: readonly RefundLine[] | undefined
  /** How much of the amount is for the delivery, in minor units. */
  readonly shipping?: number | undefined
  readonly now: string
}

/** An order with the credits of its invoice so far. */
type Invoiced = { readonly order: BilledOrder; readonly credits?: readonly Credit[] | undefined }

export const grossOf = (rates: readonly BilledVat[]): number =>
  rates.reduce((sum, { gross }) => sum + gross.amount, 0)

/** What no credit note has taken off yet, by VAT rate; rates of which nothing is left are left out. */
export function remainderOf({ order, credits = [] }: Invoiced): BilledVat[] {
  const taken = credits.flatMap(({ vatByRate }) => vatByRate)
  const left = order.totals.vatByRate.map((rate) =>
    taken.filter(({ vatRateBps }) => vatRateBps === rate.vatRateBps).reduce(minus, rate),
  )
  return left.filter(({ gross }) => gross.amount > 0)
}

function minus(rate: BilledVat, taken: BilledVat): BilledVat {
  const less = (part: 'net' | 'vat' | 'gross') => subtract(rate[part], taken[part])
  return { ...rate, net: less('net'), vat: less('vat'), gross: less('gross') }
}

/**
 * The credit for a request, or nothing: when it is known, or nothing is left. By line where the lines come to the
 * amount and are still there; else the amount is shared over the rates by what is left of each.
 */
export function creditFor(invoiced: Invoiced, request: CreditRequest): Credit | undefined {
  const { order, credits = [] } = invoiced
  const { now: createdAt, creditNoteId, refundId, reason, origin } = request
  const left = remainderOf(invoiced)
  const amount = Math.min(request.amount ?? grossOf(left), grossOf(left))
  const isWhole = credits.length === 0 && amount === order.totals.grandTotal.amount
  const isKnown = credits.some((known) => known.creditNoteId === creditNoteId)
  if (isKnown || (amount <= 0 && !takesFreeBack(request, isWhole))) return undefined
  const base = { creditNoteId, refundId, reason, origin, createdAt }
  if (isWhole) return { ...base, kind: 'whole', lines: order.lines, vatByRate: left }
  return { ...base, ...partFor({ ...invoiced, left }, request, amount) }
}

/** What is credited of an invoice that is not credited whole at once. */
function partFor(
  { left, ...invoiced }: Invoiced & { readonly left: readonly BilledVat[] },
  request: CreditRequest,
  amount: number,
): Pick<Credit, 'kind' | 'lines' | 'shipping' | 'vatByRate'> {
  const byLine = partsFor(invoiced, request)
  if (byLine && grossOf(byLine.vatByRate) === amount && isWithin(byLine.vatByRate, left)) {
    return { kind: 'lines', ...byLine }
  }
  const isRest = amount === grossOf(left) && (invoiced.credits ?? []).length > 0
  return {
    kind: isRest ? 'remainder' : 'amount',
    lines: [],
    vatByRate: splitAmount(left, amount),
  }
}

/** An order that costs nothing has an invoice, too: its cancel takes that back. */
const takesFreeBack = ({ amount }: CreditRequest, isWhole: boolean): boolean =>
  isWhole && amount === undefined

/** The lines of a request that are still there, with its part of the delivery. */
function partsFor(invoiced: Invoiced, { lines: asked = [], shipping: part = 0 }: CreditRequest) {
  const lines = linesFor(invoiced, asked)
  if (lines.length === 0) return undefined
  const shipping = shippingFor(invoiced.order, part)
  return {
    lines,
    ...(shipping.length > 0 && { shipping }),
    vatByRate: ratesOf([...lines, ...shipping]),
  }
}

/** Shares an amount over rates by what is left of each; each share takes its part of the VAT that is left. */
export function splitAmount(left: readonly BilledVat[], amount: number): BilledVat[] {
  const weights = left.map(({ gross }) => gross.amount)
  const shares = allocate(amount, weights)
  const parts = left.map((rate, index) => {
    const gross = shares[index] ?? 0
    const vat = shareOf(rate.vat.amount, gross, rate.gross.amount)
    return { ...rate, ...amountsOf(gross, vat, rate.gross.currency) }
  })
  return parts.filter(({ gross }) => gross.amount > 0)
}

/** The parts of lines: the VAT of a line is shared over its units, so that all parts of it add up. */
function linesFor({ order, credits = [] }: Invoiced, asked: readonly RefundLine[]): BilledLine[] {
  const parts = asked.map(({ sku, quantity }) => {
    const [line, ...others] = order.lines.filter((one) => one.sku === sku)
    const before = credits
      .flatMap(({ lines, kind }) => (kind === 'lines' ? lines : []))
      .filter((one) => one.sku === sku)
      .reduce((sum, one) => sum + one.quantity, 0)
    if (!line || others.length > 0 || before + quantity > line.quantity) return undefined
    return partOf(line, before, quantity)
  })
  const known = parts.filter((part) => part !== undefined)
  return known.length === parts.length ? known : []
}

function partOf(line: BilledLine, before: number, quantity: number): BilledLine {
  const between = (whole: number) => partOfUnits(whole, { before, quantity, of: line.quantity })
  const { gross, vat } = line
  const amounts = amountsOf(between(gross.amount), between(vat.amount), gross.currency)
  return { ...line, quantity, ...amounts, discounts: undefined }
}

/** A part of what was paid for the delivery, over its VAT rates; none when it is more than that. */
function shippingFor({ lines, totals, shippingLine }: BilledOrder, part: number): BilledVat[] {
  if (part <= 0 || part > shippingLine.gross.amount) return []
  const goods = ratesOf(lines)
  const rates = totals.vatByRate.map((rate) =>
    goods.filter(({ vatRateBps }) => vatRateBps === rate.vatRateBps).reduce(minus, rate),
  )
  return splitAmount(rates, part)
}

/** `whole` × part / all, rounded so that the parts of a growing share add up to the whole. */
const shareOf = (whole: number, part: number, all: number): number =>
  allocate(whole, [part, all - part])[0] ?? 0

function amountsOf(gross: number, vat: number, currency: string) {
  const money = (amount: number) => ({ amount, currency })
  return { gross: money(gross), vat: money(vat), net: money(gross - vat) }
}

function ratesOf(lines: readonly BilledVat[]): BilledVat[] {
  return [...Map.groupBy(lines, ({ vatRateBps }) => vatRateBps)].map(([vatRateBps, same]) => {
    const sum = (part: 'gross' | 'vat') =>
      same.reduce((total, line) => total + line[part].amount, 0)
    return { vatRateBps, ...amountsOf(sum('gross'), sum('vat'), same[0]?.gross.currency ?? '') }
  })
}

function isWithin(rates: readonly BilledVat[], left: readonly BilledVat[]): boolean {
  return rates.every(({ vatRateBps, vat, net }) => {
    const rate = left.find((one) => one.vatRateBps === vatRateBps)
    return rate && vat.amount <= rate.vat.amount && net.amount <= rate.net.amount
  })
}

/** The order as a credit note shows it: only what is credited. */
export function creditedOrder(order: BilledOrder, credit: Credit): BilledOrder {
  if (credit.kind === 'whole') return order
  const { currency } = order
  const { lines, vatByRate } = credit
  const gross = sumOf(vatByRate, 'gross', currency)
  const shipping = sumsOf(credit.shipping ?? [], currency)
  const itemsSubtotal = subtract(gross, shipping.gross)
  return {
    ...order,
    lines,
    shippingLine: { ...order.shippingLine, discounts: undefined, ...shipping },
    totals: {
      ...{ itemsSubtotal, shipping: shipping.gross, grandTotal: gross, vatByRate },
      vatTotal: sumOf(vatByRate, 'vat', currency),
    },
  }
}

const sumsOf = (rates: readonly BilledVat[], currency: string) => ({
  gross: sumOf(rates, 'gross', currency),
  net: sumOf(rates, 'net', currency),
  vat: sumOf(rates, 'vat', currency),
})
