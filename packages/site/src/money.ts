/** An amount in minor units (cents) of an ISO 4217 currency. */
export type MoneyAmount = { readonly amount: number; readonly currency: string }

const formats = new Map<string, Intl.NumberFormat>()

function formatOf(locale: string, currency: string): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale === 'en' ? 'en-IE' : 'fr-FR', {
    style: 'currency',
    currency,
  })
  formats.set(key, made)
  return made
}

/**
 * An amount as people read it.
 * @example formatMoney({ amount: 1990, currency: 'EUR' }, 'fr') // '19,90 €'
 */
export function formatMoney({ amount, currency }: MoneyAmount, locale: string): string {
  const format = formatOf(locale, currency)
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2
  return format.format(amount / 10 ** digits)
}
