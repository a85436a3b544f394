import type { VatSummaryRow } from '@comptoir/contracts/billing/report-schemas'

/** What is added up, in minor units or documents. */
const added = ['net', 'vat', 'gross', 'invoices', 'creditNotes'] as const

/** All days of a flow, country, rule, category, rate and currency in one. */
export type VatSum = Omit<VatSummaryRow, 'day'>

function plus(sum: VatSum, row: VatSum): VatSum {
  const sums = added.map((name) => [name, sum[name] + row[name]])
  return { ...sum, ...Object.fromEntries(sums) }
}

export const sumKey = ({ flow, countryCode, region, treatment, ...rest }: VatSum): string =>
  [flow, region ?? countryCode, treatment, rest.category, rest.vatRateBps, rest.currency].join(' ')

/** The rows of all days added up by what they are declared under; the largest first. */
export function vatSums(rows: readonly VatSummaryRow[]): VatSum[] {
  const sums = new Map<string, VatSum>()
  for (const { day: _, ...row } of rows) {
    const known = sums.get(sumKey(row))
    sums.set(sumKey(row), known ? plus(known, row) : row)
  }
  return [...sums.values()].toSorted((one, other) => other.gross - one.gross)
}

export type VatTotal = Pick<VatSum, 'currency' | 'net' | 'vat' | 'gross'>

/** What all of it comes to, by currency. */
export function vatTotals(sums: readonly VatSum[]): VatTotal[] {
  const byCurrency = Map.groupBy(sums, ({ currency }) => currency)
  return [...byCurrency].map(([currency, own]) => ({
    currency,
    net: own.reduce((sum, { net }) => sum + net, 0),
    vat: own.reduce((sum, { vat }) => sum + vat, 0),
    gross: own.reduce((sum, { gross }) => sum + gross, 0),
  }))
}
