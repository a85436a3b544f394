/** Where we deliver: the VAT area that the shop invoices in. */
export type Zone = 'mainland' | 'corsica' | 'monaco'

export type Destination = { readonly countryCode: string; readonly postalCode: string }

/**
 * The zone of a destination; `undefined` where we do not deliver. A French postal code says it: 20xxx is Corsica,
 * 980xx Monaco, 97xxx and the other 98xxx overseas.
 */
export function zoneOf({ countryCode, postalCode }: Destination): Zone | undefined {
  const code = postalCode.replace(/\s/g, '')
  if (!/^\d{5}$/.test(code)) return undefined
  if (code.startsWith('980')) return ['MC', 'FR'].includes(countryCode) ? 'monaco' : undefined
  if (countryCode !== 'FR') return undefined
  const department = Number(code.slice(0, 2))
  if (department === 20) return 'corsica'
  return department >= 1 && department <= 95 ? 'mainland' : undefined
}
