/** Grams as people weigh: `1,2`. */
export const kilos = (grams: number, locale: string): string =>
  (grams / 1_000).toLocaleString(locale, { maximumFractionDigits: 3 })
