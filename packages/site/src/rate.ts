const formats = { fr: percent('fr-FR'), en: percent('en-IE') }

function percent(locale: string): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 })
}

/**
 * Basis points as people read them.
 * @example formatRate(550, 'en') // '5.5%'
 */
export const formatRate = (bps: number, locale: 'fr' | 'en'): string =>
  formats[locale].format(bps / 10_000)
