type Locale = 'fr' | 'en'

/** How many digits of a currency follow the decimal sign: none of JPY, three of KWD. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions()
    .maximumFractionDigits ?? 2

const decimals: Readonly<Record<Locale, string>> = { fr: ',', en: '.' }

/** An amount as it is edited: `1234,50` without groups and currency. */
export function moneyText(amount: number, currency: string, locale: Locale): string {
  const digits = digitsOf(currency)
  const whole = String(Math.abs(amount)).padStart(digits + 1, '0')
  const at = whole.length - digits
  const sign = amount < 0 ? '-' : ''
  return `${sign}${whole.slice(0, at)}${digits > 0 ? decimals[locale] : ''}${whole.slice(at)}`
}

/** An amount as an address has it: `1200`, `12,50`. */
export const shortMoneyText = (amount: number, currency: string, locale: Locale): string =>
  moneyText(amount, currency, locale).replace(/[.,]0+$/, '')

/** An amount of an address in minor units: of currencies with two decimals. */
export const minorUnits = (amount: string): number =>
  Math.round(Number(amount.replace(',', '.')) * 100)

/** The currency as a sign or in letters, before or after an amount: `€`, `US$`, `KWD`. */
const currencySign = /^(-?)[A-Z\p{Sc}]{1,4}|[A-Z\p{Sc}]{1,4}$/gu

/**
 * An amount as people write it, in minor units; nothing when it is none, or could be two: `1.234` is no amount in French. Comma and
 * point both divide, since keyboards of numbers have a point; before exactly three digits they group, where the language does so.
 * @example readMoney('1 234,50 €', 'EUR', 'fr') // 123450
 */
export function readMoney(text: string, currency: string, locale: Locale): number | undefined {
  const bare = text
    .replaceAll(/[\s'’]/g, '')
    .replaceAll('−', '-')
    .replaceAll(currencySign, '$1')
  const sign = bare.startsWith('-') ? -1 : 1
  const digits = digitsOf(currency)
  const parts = partsOf(bare.replace(/^-/, ''), locale)
  if (!parts || parts.fraction.length > digits) return undefined
  const amount = Number(`${parts.whole}${parts.fraction.padEnd(digits, '0')}`)
  // -0 is no amount of its own
  return Number.isSafeInteger(amount) ? amount * sign + 0 : undefined
}

type Parts = { readonly whole: string; readonly fraction: string }

/** Digits before and after the decimal sign, when it is clear which sign that is. */
function partsOf(text: string, locale: Locale): Parts | undefined {
  if (!/^\d[\d.,]*$/.test(text)) return undefined
  const sign = decimalSign(text, locale)
  const [whole = '', fraction = '', ...rest] = sign === undefined ? [text] : text.split(sign)
  const isWhole = /^\d+$/.test(whole) || /^\d{1,3}(?:[.,]\d{3})+$/.test(whole)
  const hasOneGroup = new Set(whole.replaceAll(/\d/g, '')).size <= 1
  if (rest.length > 0 || !isWhole || !hasOneGroup || !/^\d*$/.test(fraction)) return undefined
  return { whole: whole.replaceAll(/\D/g, ''), fraction }
}

/** The sign that divides: of two kinds the last one, of one kind what stands once and does not group. */
function decimalSign(text: string, locale: Locale): string | undefined {
  const signs = text.replaceAll(/\d/g, '')
  const last = signs.at(-1)
  if (last === undefined) return undefined
  if (new Set(signs).size > 1) return last
  if (signs.length > 1) return undefined
  const groups = locale === 'en' && last === ',' && /,\d{3}$/.test(text)
  return groups ? undefined : last
}
