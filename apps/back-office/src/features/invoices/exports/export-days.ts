import type { Period } from '../../../ui/fields/period-fields.tsx'

const dayOf = (date: Date) => date.toISOString().slice(0, 10)

/** The month before a day, which is what is usually exported. */
export function lastMonth(today: string): Period {
  const [year, month] = partsOf(today)
  const from = new Date(Date.UTC(year, month - 2, 1))
  return { from: dayOf(from), to: dayOf(new Date(Date.UTC(year, month - 1, 0))) }
}

/** The calendar year before a day: the financial year of most shops. */
export function lastYear(today: string): Period {
  const [year] = partsOf(today)
  return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` }
}

function partsOf(day: string): readonly [year: number, month: number] {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return [year, month]
}
