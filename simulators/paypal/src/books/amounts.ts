/** PayPal's currencies without decimals, by its list; it has none with three. */
const withoutDecimals = new Set(['HUF', 'JPY', 'TWD'])

export const decimalsOf = (currency: string): number => (withoutDecimals.has(currency) ? 0 : 2)

/** The amount in the smallest unit that PayPal has; `undefined` when it is written with other decimals. */
export function parseAmount(value: string, currency: string): number | undefined {
  const decimals = decimalsOf(currency)
  const pattern = decimals === 0 ? /^\d{1,12}$/ : /^\d{1,12}(\.\d{1,2})?$/
  return pattern.test(value) ? Math.round(Number(value) * 10 ** decimals) : undefined
}

/** As PayPal writes amounts: a decimal string beside its currency. */
export function toMoney(amount: number, currency: string) {
  const decimals = decimalsOf(currency)
  return { currency_code: currency, value: (amount / 10 ** decimals).toFixed(decimals) }
}
