import type { Address } from '@comptoir/contracts/common'

/** An address line by line as it stands on a label, without its country. */
export const addressLines = (address: Omit<Address, 'countryCode'>): readonly string[] => {
  const { recipient, company, line1, line2, line3, postalCode, city } = address
  return [recipient, company, line1, line2, line3, `${postalCode} ${city}`].flatMap(
    (line) => line || [],
  )
}
