import type { Invoice } from '@comptoir/contracts/billing/schemas'
import type { Discrepancy } from '../discrepancy.ts'

/** Numbers of each series run from 1 to n: no hole, no repeat. */
export function numberFaults(documents: readonly Invoice[]): Discrepancy[] {
  const numbers = documents.flatMap(({ number }) => number ?? [])
  const bySeries = Map.groupBy(numbers, (number) => number.slice(0, number.lastIndexOf('-')))
  return [...bySeries].flatMap(([series, own]) => {
    const found = own.map((number) => Number(number.slice(series.length + 1)))
    return faultsOf(found).map((what) => ({ rule: 'numbers', subject: series, what }))
  })
}

function faultsOf(numbers: readonly number[]): string[] {
  const seen = new Set(numbers)
  const last = Math.max(0, ...numbers)
  const holes = Array.from({ length: last }, (_, at) => at + 1).filter((n) => !seen.has(n))
  const repeats = numbers.toSorted((a, b) => a - b).filter((n, at, all) => n === all[at - 1])
  return [
    ...(holes.length > 0 ? [`no document has number ${holes.slice(0, 10).join(', ')}`] : []),
    ...(repeats.length > 0 ? [`more than one has number ${repeats.slice(0, 10).join(', ')}`] : []),
  ]
}
