/** When a phone is to be silent, by the clock of the recipient: `22:00` to `08:00`. */
export type Quiet = { readonly timeZone: string; readonly from: string; readonly to: string }

/** Unless somebody sets others: nights in France. */
export const usualQuiet: Quiet = { timeZone: 'Europe/Paris', from: '22:00', to: '08:00' }

const dayMinutes = 24 * 60
const minuteOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** The minute of the day, by the clock of a time zone. */
function localMinute(at: Date, timeZone: string): number {
  const format = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return minuteOf(new Intl.DateTimeFormat('en-GB', format).format(at))
}

const isWithin = (minute: number, from: number, to: number): boolean =>
  from <= to ? minute >= from && minute < to : minute >= from || minute < to

export function isQuiet(at: Date, { timeZone, from, to }: Quiet): boolean {
  return isWithin(localMinute(at, timeZone), minuteOf(from), minuteOf(to))
}

/** The first moment from `at` on that is not quiet. */
export function afterQuiet(at: Date, quiet: Quiet): Date {
  if (quiet.from === quiet.to || !isQuiet(at, quiet)) return at
  const end = minuteOf(quiet.to)
  const waitMinutes = (end - localMinute(at, quiet.timeZone) + dayMinutes) % dayMinutes
  const wholeMinute = Math.floor(at.getTime() / 60_000) * 60_000
  const guess = new Date(wholeMinute + waitMinutes * 60_000)
  // a night in which the clock changes is an hour longer or shorter
  const off =
    ((end - localMinute(guess, quiet.timeZone) + 1.5 * dayMinutes) % dayMinutes) - dayMinutes / 2
  const adjusted = new Date(guess.getTime() + off * 60_000)
  return isQuiet(adjusted, quiet) ? new Date(adjusted.getTime() + 3_600_000) : adjusted
}
