/** A place as an address names it. */
export type Destination = { readonly countryCode: string; readonly postalCode: string }

/**
 * Where a place lies for VAT: in the VAT area of the European Union, with the country whose rates it has and the region where it
 * has some of its own (ISO 3166-2), or outside it. `overseas`: in France, and outside.
 */
export type VatTerritory =
  | { readonly area: 'eu'; readonly countryCode: string; readonly region?: string | undefined }
  | { readonly area: 'outside'; readonly isOverseas: boolean }

const members =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')

/** The countries whose VAT rates a shop in the European Union may have to charge; `XI` is Northern Ireland, for goods. */
export const vatCountries: readonly string[] = [...members, 'XI']

/**
 * Parts of member states outside the VAT area, by postal code (directive 2006/112/EC, art. 6): overseas France, Greenland, the
 * Canary Islands with Ceuta and Melilla, Åland, Büsingen and Heligoland, Livigno and Campione, Mount Athos.
 */
const outside: ReadonlyMap<string, RegExp> = new Map([
  ['FR', /^9(7|8[1-9])/],
  ['DK', /^39\d\d$/],
  ['ES', /^(35|38|51|52)\d{3}$/],
  ['FI', /^22\d{3}$/],
  ['DE', /^(78266|27498)$/],
  ['IT', /^(23041|23030|22061|22060)$/],
  ['GR', /^6308[67]$/],
])

/** Regions of member states that have VAT rates of their own, by postal code: Corsica, the Azores, Madeira. */
const regions: readonly (readonly [country: string, postalCode: RegExp, region: string])[] = [
  ['FR', /^20\d{3}$/, 'FR-20R'],
  ['PT', /^9[5-9]\d\d/, 'PT-20'],
  ['PT', /^9[0-4]\d\d/, 'PT-30'],
]

/** Overseas France, which has country codes of its own too: departments, collectivities and territories. */
const overseas = new Set(['GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'NC', 'PF', 'WF', 'TF'])

/**
 * The VAT territory of a place. Monaco has the VAT of France; overseas France lies outside; Northern Ireland (`GB` with a `BT`
 * code) is in the area for goods, with rates of its own (`XI`).
 * @example vatTerritoryOf({ countryCode: 'FR', postalCode: '20000' }) // Corsica: { area: 'eu', countryCode: 'FR', region: 'FR-20R' }
 */
export function vatTerritoryOf({ countryCode, postalCode }: Destination): VatTerritory {
  if (countryCode === 'MC') return { area: 'eu', countryCode: 'FR' }
  const code = postalCode.replace(/[\s-]/g, '').toUpperCase()
  if (countryCode === 'GB' && code.startsWith('BT')) return { area: 'eu', countryCode: 'XI' }
  const isOutside = outside.get(countryCode)?.test(code) ?? false
  if (isOutside || !vatCountries.includes(countryCode)) {
    const isOverseas = overseas.has(countryCode) || (isOutside && countryCode === 'FR')
    return { area: 'outside', isOverseas }
  }
  const own = regions.find(([country, codes]) => country === countryCode && codes.test(code))
  return { area: 'eu', countryCode, ...(own && { region: own[2] }) }
}
