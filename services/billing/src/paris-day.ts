const parisDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
})

/** The calendar day in Paris, such as `2026-11-21`: invoices are dated by it, whatever the clock of the machine. */
export function parisDayOf(instant: Date): string {
  return parisDay.format(instant)
}

/** A day as people write it: `21/11/2026`, in English `21 November 2026`. */
export function formatDay(day: string, locale: 'fr' | 'en'): string {
  const noon = new Date(`${day}T12:00:00Z`)
  return new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone: 'UTC',
    day: '2-digit',
    month: locale === 'fr' ? '2-digit' : 'long',
    year: 'numeric',
  }).format(noon)
}
