import type { ShippingZone } from '@comptoir/contracts/shipping/tariff-schemas'

type Areas = ShippingZone['areas']

/** The areas of a zone as they are written: `FR 20, 98`, a line a country. */
export const areasText = (areas: Areas): string =>
  areas
    .map(({ countryCode, postalPrefixes }) => `${countryCode} ${postalPrefixes.join(', ')}`.trim())
    .join('\n')

/** The areas that are written; nothing while a line is none. */
export function readAreas(text: string): Areas | undefined {
  const lines = text.split('\n').map((line) => line.trim().toUpperCase())
  const areas: Areas = []
  for (const line of lines.filter(Boolean)) {
    const [countryCode = '', ...rest] = line.split(/[\s,:;]+/)
    const postalPrefixes = rest.filter(Boolean)
    const isArea = /^[A-Z]{2}$/.test(countryCode)
    if (!isArea || postalPrefixes.some((prefix) => !/^[0-9A-Z]{1,10}$/.test(prefix)))
      return undefined
    areas.push({ countryCode, postalPrefixes })
  }
  return areas
}
