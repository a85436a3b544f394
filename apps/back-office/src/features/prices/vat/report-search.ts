import { dayIn, given, oneOf } from '../../../ui/data-list/list-search.ts'

export const reportKinds = ['vat', 'eReporting'] as const
export type ReportKind = (typeof reportKinds)[number]

export type ReportSearch = {
  readonly kind?: ReportKind
  readonly from?: string
  readonly to?: string
}

/** Reads the address of the reports: what makes no sense is left out. */
export const readReportSearch = (search: Readonly<Record<string, unknown>>): ReportSearch =>
  given({
    kind: oneOf(search['kind'], reportKinds),
    from: dayIn(search['from']),
    to: dayIn(search['to']),
  })

/** The month of a day up to it: what is declared next. */
export const monthUpTo = (day: string) => ({ from: `${day.slice(0, 8)}01`, to: day })
