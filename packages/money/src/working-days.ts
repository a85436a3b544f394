/** A day as text, `2026-12-25`: where in the world it is does not matter to the calendar. */
type Day = string

const dayMs = 86_400_000

const toDate = (day: Day): Date => new Date(`${day}T00:00:00Z`)
export const addDays = (day: Day, days: number): Day =>
  new Date(toDate(day).getTime() + days * dayMs).toISOString().slice(0, 10)

/** Public holidays at the same date each year (Code du travail, art. L3133-1). */
const fixed: ReadonlySet<string> = new Set([
  ...['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'],
])
/** Those that follow Easter Sunday: its Monday, Ascension, Whit Monday. */
const afterEaster = [1, 39, 50]

/** Whether a day is a public holiday in all of France; Alsace and Moselle have two more. */
export function isPublicHoliday(day: Day): boolean {
  const easter = easterSunday(Number(day.slice(0, 4)))
  return fixed.has(day.slice(5)) || afterEaster.some((days) => addDays(easter, days) === day)
}

/** Easter Sunday of a Gregorian year, by the anonymous algorithm (Meeus, Astronomical Algorithms, chapter 8). */
export function easterSunday(year: number): Day {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const [d, e] = [Math.floor(b / 4), b % 4]
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const month = Math.floor((h + l - 7 * m + 114) / 31)
  const date = ((h + l - 7 * m + 114) % 31) + 1
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

/** Whether parcels are taken and brought: Monday to Friday, no public holiday. */
export function isWorkingDay(day: Day): boolean {
  const weekday = toDate(day).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !isPublicHoliday(day)
}

/** The day itself when it is a working day, else the next one. */
export function workingDayFrom(day: Day): Day {
  let next = day
  while (!isWorkingDay(next)) next = addDays(next, 1)
  return next
}

/** So many working days after a day. */
export function addWorkingDays(day: Day, count: number): Day {
  let next = day
  for (let left = count; left > 0; left--) next = workingDayFrom(addDays(next, 1))
  return next
}
