import { countryName } from '@comptoir/site/country-name'

/** Offered where the shop names none: the European Union, its neighbours, and where French parcels go most. */
const usual =
  'FR MC BE LU CH DE ES IT PT NL AT IE GB DK SE FI NO PL CZ SK SI HR HU RO BG GR EE LV LT MT CY AD SM VA GP MQ GF RE YT PM'.split(
    ' ',
  )

/** Countries by their names in the language, in its order; France first, where most of us are. One that was `chosen` is among them. */
export function countriesOf(codes: readonly string[], chosen: string, locale: 'fr' | 'en') {
  const order = new Intl.Collator(locale)
  const offered = new Set(codes.length > 0 ? codes : [...usual, chosen].filter(Boolean))
  const named = [...offered].map((code) => ({ code, text: countryName(code, locale) }))
  return named.sort((a, b) => rank(a.code) - rank(b.code) || order.compare(a.text, b.text))
}

const rank = (code: string) => (code === 'FR' ? 0 : 1)
