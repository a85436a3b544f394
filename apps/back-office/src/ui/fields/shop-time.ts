/** The clocks of the shop, wherever the browser is. */
const timeZone = 'Europe/Paris'

const zone = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })

const clock = new Intl.DateTimeFormat('sv', {
  ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit' },
})

const day = new Intl.DateTimeFormat('sv', { timeZone })

/** The day on the clocks of the shop: `2026-11-30`. */
export const shopDay = (now: Date): string => day.format(now)

/** What the shop's clocks are ahead of UTC at a moment: `+02:00`. */
function offsetAt(moment: Date): string {
  const named = zone.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value
  return named?.slice(3) || 'Z'
}

/**
 * The moment of a time on the shop's clocks, as fields of date and time hand it over. `stored` is what the field began with: shown
 * unchanged it is that moment still, with its seconds, in the hour of October that comes twice.
 * @example momentOf('2026-07-01T09:30') // '2026-07-01T07:30:00.000Z'
 */
export function momentOf(local: string, stored?: string): string {
  if (stored !== undefined && localTime(stored) === local) return stored
  const first = new Date(`${local}${offsetAt(new Date(`${local}Z`))}`)
  // an hour around the change of clocks the first guess is of the other side
  return new Date(`${local}${offsetAt(first)}`).toISOString()
}

/** A moment on the shop's clocks, for fields of date and time: `2026-07-01T09:30`. */
export const localTime = (moment: string): string =>
  clock.format(new Date(moment)).replace(' ', 'T')

/** When a day begins on the clocks of the shop. */
export const startOfDay = (date: string): string => momentOf(`${date}T00:00`)

export const dayAfter = (date: string): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
