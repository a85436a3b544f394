const usual = { timeZone: 'UTC', day: '2-digit', year: 'numeric' } as const
const writtenDay = {
  fr: new Intl.DateTimeFormat('fr-FR', { ...usual, month: '2-digit' }),
  en: new Intl.DateTimeFormat('en-GB', { ...usual, month: 'long' }),
}

/** A day as people write it: `21/11/2026`, in English `21 November 2026`. */
export function formatDay(day: string, locale: 'fr' | 'en'): string {
  const noon = new Date(`${day}T12:00:00Z`)
  return writtenDay[locale].format(noon)
}
