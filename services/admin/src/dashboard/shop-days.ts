import { addDays } from '@comptoir/money/working-days'

/** Which day it is in a time zone, of many times: days change at quarters of an hour at most, whatever the zone. */
export function createShopDays(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-CA', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
  })
  const known = new Map<number, string>()

  /** @example createShopDays('Europe/Paris').dayOf(Date.parse('2026-11-30T23:30:00Z')) // '2026-12-01' */
  function dayOf(ms: number): string {
    const quarter = Math.floor(ms / quarterMs)
    const day = known.get(quarter) ?? format.format(quarter * quarterMs)
    if (known.size > quartersAtMost) known.clear()
    known.set(quarter, day)
    return day
  }
  return { timeZone, dayOf }
}
export type ShopDays = ReturnType<typeof createShopDays>

const quarterMs = 900_000
/** Two months of them. */
const quartersAtMost = 6_000

/** The last `count` days up to one, oldest first. */
export const daysUpTo = (day: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => addDays(day, n + 1 - count))
