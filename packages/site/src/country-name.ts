const names = {
  fr: new Intl.DisplayNames('fr', { type: 'region' }),
  en: new Intl.DisplayNames('en', { type: 'region' }),
}

/**
 * The name of a country in the language; its code where it has none.
 * @example countryName('GB', 'fr') // 'Royaume-Uni'
 */
export const countryName = (code: string, locale: 'fr' | 'en'): string =>
  names[locale].of(code) ?? code
