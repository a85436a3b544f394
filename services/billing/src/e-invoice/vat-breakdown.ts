import { exponentOf } from '@comptoir/money'
import type { Allowance, EInvoiceLine, VatBreakdown, VatCategory } from './e-invoice.ts'

type Amounts = {
  readonly lines: readonly EInvoiceLine[]
  readonly charges: readonly Allowance[]
  readonly vat: readonly VatBreakdown[]
}

/**
 * EN 16931 takes the VAT of a rate for right when it is less than one unit of the currency away from base × rate (BR-CO-17).
 * VAT that is rounded on each line is always that near in euros, with up to 150 lines. In a currency without decimals it is
 * not: then the largest line's split moves by what is missing. What is paid stays.
 */
export function withinTolerance<T extends Amounts>(amounts: T, currency: string): T {
  return amounts.vat.reduce((now, rate) => shifted(now, rate, currency), amounts)
}

function shifted<T extends Amounts>(amounts: T, rate: VatBreakdown, currency: string): T {
  const by = shiftOf(rate, 10 ** exponentOf(currency))
  if (by === 0) return amounts
  const inRate = ({ vat }: { readonly vat: VatCategory }) => vat.rateBps === rate.rateBps
  const largest = amounts.lines.filter(inRate).toSorted((a, b) => b.net - a.net)[0]
  const charge = largest ? undefined : amounts.charges.find(inRate)
  return {
    ...amounts,
    lines: amounts.lines.map((line) => (line === largest ? { ...line, net: line.net + by } : line)),
    charges: amounts.charges.map((one) =>
      one === charge ? { ...one, amount: one.amount + by } : one,
    ),
    vat: amounts.vat.map((one) =>
      one === rate ? { ...one, taxable: one.taxable + by, tax: one.tax - by } : one,
    ),
  }
}

/** By how much the base must grow, and the VAT shrink, to be near enough; in ten-thousandths no double is inexact. */
function shiftOf({ taxable, tax, rateBps }: VatBreakdown, unit: number): number {
  const apart = (by: number) => (tax - by) * 10_000 - (taxable + by) * rateBps
  const step = Math.sign(apart(0))
  let by = 0
  while (Math.abs(apart(by)) >= unit * 10_000) by += step
  return by
}
