const formats = new Map<string, Intl.DateTimeFormat>()

/** The shop's clocks: a server and a browser elsewhere write the same. */
const timeZone = 'Europe/Paris'

const styles = {
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  day: { weekday: 'long', day: 'numeric', month: 'long' },
  time: { hour: '2-digit', minute: '2-digit' },
  moment: { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit' },
} as const

export type DateStyle = keyof typeof styles

/**
 * A moment, or a day such as `2026-11-30`, as people in the shop's time zone read it.
 * @example formatDate('2026-11-30T13:02:00.000Z', 'time', 'fr') // '14:02'
 */
export function formatDate(instant: string, style: DateStyle, locale: 'fr' | 'en'): string {
  const key = `${locale} ${style}`
  const known = formats.get(key)
  const format =
    known ??
    new Intl.DateTimeFormat(locale === 'en' ? 'en-IE' : 'fr-FR', { ...styles[style], timeZone })
  formats.set(key, format)
  return format.format(new Date(instant))
}
