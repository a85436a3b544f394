const formats = new Map<string, Intl.DateTimeFormat>()

/** The shop's clocks: a server and a browser elsewhere write the same. */
const timeZone = 'Europe/Paris'

const styles = {
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  time: { hour: '2-digit', minute: '2-digit' },
  moment: { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
  dated: { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  year: { year: 'numeric' },
} as const

export type DateStyle = Exclude<keyof typeof styles, 'dated' | 'year'>

/**
 * A moment, or a day such as `2026-11-30`, as people in the shop's time zone read it. A `moment` of another year than that of
 * `now` names it.
 * @example formatDate('2026-11-30T13:02:00.000Z', 'time', 'fr') // '14:02'
 */
export function formatDate(
  instant: string,
  style: DateStyle,
  locale: 'fr' | 'en',
  now = new Date(),
): string {
  const at = new Date(instant)
  if (style !== 'moment') return formatOf(style, locale).format(at)
  const years = formatOf('year', locale)
  const isThisYear = years.format(at) === years.format(now)
  return formatOf(isThisYear ? 'moment' : 'dated', locale).format(at)
}

function formatOf(style: keyof typeof styles, locale: 'fr' | 'en'): Intl.DateTimeFormat {
  const key = `${locale} ${style}`
  const known = formats.get(key)
  const format =
    known ??
    new Intl.DateTimeFormat(locale === 'en' ? 'en-IE' : 'fr-FR', { ...styles[style], timeZone })
  formats.set(key, format)
  return format
}
