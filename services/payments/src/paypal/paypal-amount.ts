import { exponentOf } from '@comptoir/money'
import { refuse } from '@comptoir/service/problems/refusal'

/** Currencies that PayPal takes (its list of 2026); all have two decimals there, but for those below. */
export const paypalCurrencies: readonly string[] = [
  ...['AUD', 'BRL', 'CAD', 'CHF', 'CNY', 'CZK', 'DKK', 'EUR', 'GBP', 'HKD', 'HUF', 'ILS', 'JPY'],
  ...['MXN', 'MYR', 'NOK', 'NZD', 'PHP', 'PLN', 'SEK', 'SGD', 'THB', 'TWD', 'USD'],
]
const withoutDecimals = new Set(['HUF', 'JPY', 'TWD'])
const decimalsOf = (currency: string): number => (withoutDecimals.has(currency) ? 0 : 2)

/** Whether PayPal can take exactly this amount, in minor units. */
export function isPayable(amount: number, currency: string): boolean {
  if (!paypalCurrencies.includes(currency)) return false
  const step = 10 ** Math.max(0, exponentOf(currency) - decimalsOf(currency))
  return amount > 0 && amount % step === 0
}

/** Minor units as PayPal writes them: a decimal string. Refuses with `invalid_request` what it cannot take. */
export function toPayPalAmount(amount: number, currency: string) {
  if (!isPayable(amount, currency))
    throw refuse('invalid_request', `PayPal takes no such ${currency}`)
  const exponent = exponentOf(currency)
  const digits = String(amount).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent)
  const decimals = decimalsOf(currency)
  const fraction = digits.slice(digits.length - exponent).slice(0, decimals)
  return { currency_code: currency, value: decimals === 0 ? whole : `${whole}.${fraction}` }
}

/** PayPal's decimal string as minor units. */
export function fromPayPalAmount({ value, currency_code: currency }: PayPalMoney): number {
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.')
  const minor = Number(whole + fraction.padEnd(exponentOf(currency), '0'))
  return value.startsWith('-') ? -minor : minor
}

export type PayPalMoney = { readonly currency_code: string; readonly value: string }
