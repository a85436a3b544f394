import type { Locale, LocalizedText } from '@comptoir/contracts/common'

const percent = { style: 'percent', maximumFractionDigits: 2 } as const
const writtenRate = {
  fr: new Intl.NumberFormat('fr', percent),
  en: new Intl.NumberFormat('en', percent),
}

/** `20 %`, `5,5 %`; in English `5.5%`. */
export function formatRate(rateBps: number, locale: Locale): string {
  return writtenRate[locale].format(rateBps / 10_000)
}

const day = { timeZone: 'UTC', day: '2-digit', year: 'numeric' } as const
const writtenDay = {
  fr: new Intl.DateTimeFormat('fr-FR', { ...day, month: '2-digit' }),
  en: new Intl.DateTimeFormat('en-GB', { ...day, month: 'long' }),
}

/** A day as people write it: `21/11/2026`, in English `21 November 2026`. */
export function formatDay(isoDay: string, locale: Locale): string {
  return writtenDay[locale].format(new Date(`${isoDay}T12:00:00Z`))
}

/** A text in a language, or in the one that there is. */
export function inLocale(text: LocalizedText, locale: Locale): string {
  return text[locale] ?? text.fr ?? text.en ?? ''
}
