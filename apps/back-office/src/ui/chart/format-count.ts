const formats = { fr: new Intl.NumberFormat('fr-FR'), en: new Intl.NumberFormat('en-IE') }

/** A count as people read it: `1 204`. */
export const formatCount = (count: number, locale: 'fr' | 'en'): string =>
  formats[locale].format(count)
