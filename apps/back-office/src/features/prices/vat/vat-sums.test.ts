import type { VatSummaryRow } from '@comptoir/contracts/billing/report-schemas'
import { describe, expect, it } from 'vitest'
import { monthUpTo, readReportSearch } from './report-search.ts'
import { vatSums, vatTotals } from './vat-sums.ts'

const row = (day: string, gross: number, more: Partial<VatSummaryRow> = {}): VatSummaryRow => ({
  ...{ day, flow: 'b2c', countryCode: 'FR', treatment: 'domestic', category: 'S' },
  ...{ vatRateBps: 2_000, currency: 'EUR', net: gross - 20, vat: 20, gross },
  ...{ invoices: 1, creditNotes: 0, ...more },
})

describe('the sums of a report', () => {
  const rows = [
    row('2026-11-01', 120),
    row('2026-11-02', 240),
    row('2026-11-02', 500, { countryCode: 'DE', treatment: 'distance_oss', flow: 'cross_border' }),
    row('2026-11-03', 60, { currency: 'USD' }),
  ]

  it('are of all days, the largest first', () => {
    expect(
      vatSums(rows).map(({ countryCode, gross, invoices }) => [countryCode, gross, invoices]),
    ).toEqual([
      ['DE', 500, 1],
      ['FR', 360, 2],
      ['FR', 60, 1],
    ])
    expect(vatSums([])).toEqual([])
  })

  it('come to what the days came to, by currency', () => {
    expect(vatTotals(vatSums(rows))).toEqual([
      { currency: 'EUR', net: 800, vat: 60, gross: 860 },
      { currency: 'USD', net: 40, vat: 20, gross: 60 },
    ])
  })
})

describe('the address of the reports', () => {
  it('holds days and a kind, and nothing else', () => {
    const search = { kind: 'eReporting', from: '2026-11-01', to: '2026-11-30' }
    expect(readReportSearch({ ...search, colour: 'red' })).toEqual(search)
    expect(readReportSearch({ kind: 'other', from: 'yesterday', to: '2026-19-99' })).toEqual({})
  })

  it('begins with the month', () => {
    expect(monthUpTo('2026-11-30')).toEqual({ from: '2026-11-01', to: '2026-11-30' })
  })
})
