import {
  heaviestParcelGrams,
  type Tariff,
  type ZoneTariff,
} from '@comptoir/contracts/shipping/tariff-schemas'
import {
  type Column,
  fault,
  type LineError,
  type Read,
  type Row,
  rowsOf,
  shared,
} from './table-rows.ts'
import { problemsOf, type Tariffs, tariffOf } from './tariff-book.ts'

const mostTiers = 60
const mostDays = 90

type Report = (line: number, field: Column, code: string, message: string) => void

/**
 * The tariffs that a table sets (see `TariffImport`), against those of today: a column that it lacks leaves what is there. Every
 * bad line is named with its column; with one of them the tariffs are not to be used.
 */
export function readTable(table: string, book: Tariffs): Read<ZoneTariff[]> {
  const { value: rows, errors } = rowsOf(table)
  const [first] = rows
  if (errors.length > 0) return { value: [], errors }
  if (!first) return { value: [], errors: [fault(1, 'option', 'empty', 'no lines')] }
  const groups = Map.groupBy(rows, ({ cells }) => `${cells.option} ${cells.zone}`)
  const read = [...groups.values()].map((group) => tariffOfRows(group, group[0] ?? first, book))
  const found = read.flatMap((one) => one.errors).toSorted((a, b) => a.line - b.line)
  return { value: read.map(({ value }) => value), errors: found }
}

function tariffOfRows(rows: readonly Row[], first: Row, book: Tariffs): Read<ZoneTariff> {
  const errors: LineError[] = []
  const report: Report = (line, field, code, message) =>
    void errors.push(fault(line, field, code, message))
  const which = whichOf(first, book, report)
  if (rows.length > mostTiers)
    report(first.line, 'up_to_grams', 'too_many', `a tariff has ${mostTiers} tiers at most`)
  const tiers = rows.map((row) => ({
    upToGrams: gramsIn(row, report),
    price: centsIn(row, 'price', report),
  }))
  reportDifferent(rows, first, report)
  const today = tariffOf(book, which)
  const freeFrom = freeFromIn(first, today, report)
  const tariff: Tariff = {
    ...{ tiers, deliveryDays: daysIn(first, today, report) },
    ...(freeFrom !== undefined && { freeFrom }),
  }
  if (errors.length === 0) reportProblems(tariff, rows, report)
  return { value: { ...which, ...tariff }, errors }
}

function whichOf({ line, cells }: Row, { options, zones }: Tariffs, report: Report) {
  const { option: optionId = '', zone: zoneId = '' } = cells
  if (!options.some((one) => one.optionId === optionId))
    report(line, 'option', 'unknown_option', `there is no option ${optionId}`)
  if (!zones.some((one) => one.zoneId === zoneId))
    report(line, 'zone', 'unknown_zone', `there is no zone ${zoneId}`)
  return { optionId, zoneId }
}

function reportDifferent(rows: readonly Row[], { line, cells }: Row, report: Report): void {
  for (const column of shared) {
    const other = rows.find((row) => row.cells[column] !== cells[column])
    if (other) report(other.line, column, 'differs', `is another one in line ${line}`)
  }
}

/** What is wrong with the whole tariff, at the line of the tier. */
function reportProblems(tariff: Tariff, rows: readonly Row[], report: Report): void {
  for (const { field, code, message } of problemsOf(tariff)) {
    const [, index = '0'] = /^tiers\.(\d+)/.exec(field) ?? []
    const columns = { upToGrams: 'up_to_grams', price: 'price', max: 'days_max' } as const
    const last = field.split('.').at(-1) as keyof typeof columns
    report(rows[Number(index)]?.line ?? 1, columns[last], code, message)
  }
}

/** An empty cell, or none, leaves the days of today. */
function daysIn({ line, cells }: Row, today: Tariff | undefined, report: Report) {
  const read = (end: 'min' | 'max') => {
    const cell = cells[`days_${end}`] || String(today?.deliveryDays[end] ?? '')
    const days = /^\d{1,3}$/.test(cell) ? Number(cell) : mostDays + 1
    if (days > mostDays) report(line, `days_${end}`, 'not_days', `days from 0 to ${mostDays}`)
    return days
  }
  return { min: read('min'), max: read('max') }
}

/** Without the column, as it is today; an empty cell says that nothing ships free. */
function freeFromIn(row: Row, today: Tariff | undefined, report: Report): number | undefined {
  const cell = row.cells.free_from
  if (cell === undefined) return today?.freeFrom
  if (cell === '') return undefined
  const cents = centsIn(row, 'free_from', report)
  if (cents === 0) report(row.line, 'free_from', 'zero', 'is above zero, or empty')
  return cents
}

function gramsIn({ line, cells }: Row, report: Report): number {
  const cell = cells.up_to_grams ?? ''
  const grams = /^\d{1,9}$/.test(cell) ? Number(cell) : 0
  if (grams < 1 || grams > heaviestParcelGrams) {
    const message = `a whole number from 1 to ${heaviestParcelGrams}`
    report(line, 'up_to_grams', 'not_in_range', message)
  }
  return grams
}

/** An amount in euros, `4.90` or `4,90`, in cents; -1 when it is none. */
function centsIn({ line, cells }: Row, column: 'price' | 'free_from', report: Report): number {
  const [, euros, cents = ''] = /^(\d{1,6})(?:[.,](\d{1,2}))?$/.exec(cells[column] ?? '') ?? []
  if (euros) return Number(euros) * 100 + Number(cents.padEnd(2, '0'))
  report(line, column, 'not_an_amount', 'an amount in euros such as 4.90')
  return -1
}
