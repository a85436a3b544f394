/** An amount in integer minor units (cents) of an ISO 4217 currency. */
export type Money = { readonly amount: number; readonly currency: string }

const withoutDecimals = new Set(
  'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
)
const withThreeDecimals = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '))

/** How many decimals a currency has: 2 for EUR, 0 for JPY, 3 for KWD. */
export function exponentOf(currency: string): number {
  if (withoutDecimals.has(currency)) return 0
  return withThreeDecimals.has(currency) ? 3 : 2
}

/**
 * Makes an amount; throws when it is not a whole number of minor units that a double holds exactly.
 * @example money(1999, 'EUR') // 19.99 €
 */
export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount)) throw new RangeError(`not whole minor units: ${amount}`)
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError(`not a currency code: ${currency}`)
  return { amount: amount === 0 ? 0 : amount, currency }
}

function sameCurrency(a: Money, b: Money): string {
  if (a.currency !== b.currency) {
    throw new RangeError(`cannot mix ${a.currency} and ${b.currency}`)
  }
  return a.currency
}

/** Adds two amounts of one currency; mixing currencies throws. */
export function add(a: Money, b: Money): Money {
  return money(a.amount + b.amount, sameCurrency(a, b))
}

/** Subtracts `b` from `a`; mixing currencies throws. */
export function subtract(a: Money, b: Money): Money {
  return money(a.amount - b.amount, sameCurrency(a, b))
}

/** Multiplies by a whole quantity. */
export function multiply(unit: Money, quantity: number): Money {
  if (!Number.isSafeInteger(quantity)) throw new RangeError(`not a whole quantity: ${quantity}`)
  return money(unit.amount * quantity, unit.currency)
}

/** Adds up a list; an empty one is zero of `currency`. */
export function sum(amounts: readonly Money[], currency: string): Money {
  return amounts.reduce(add, money(0, currency))
}

/** Negative, zero or positive as `a` is less than, equal to or more than `b`. */
export function compare(a: Money, b: Money): number {
  sameCurrency(a, b)
  return a.amount - b.amount
}

/** Divides and rounds half away from zero. Every amount of the platform is rounded this way. */
export function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n
  const size = negative ? -dividend : dividend
  const rounded = (2n * size + divisor) / (2n * divisor)
  return negative ? -rounded : rounded
}

/**
 * Splits a gross amount into its net amount and its VAT; `net + vat` is always the gross amount.
 * @example carveVat(money(1200, 'EUR'), 2000) // { net: 10.00 €, vat: 2.00 € }
 */
export function carveVat(gross: Money, rateBps: number): { net: Money; vat: Money } {
  if (!Number.isSafeInteger(rateBps) || rateBps < 0) throw new RangeError(`not a rate: ${rateBps}`)
  const rate = BigInt(rateBps)
  const vat = money(
    Number(divideHalfUp(BigInt(gross.amount) * rate, 10_000n + rate)),
    gross.currency,
  )
  return { net: subtract(gross, vat), vat }
}

/**
 * The VAT on a net amount, and both together.
 * @example addVat(money(1000, 'EUR'), 2000) // { gross: 12.00 €, vat: 2.00 € }
 */
export function addVat(net: Money, rateBps: number): { gross: Money; vat: Money } {
  if (!Number.isSafeInteger(rateBps) || rateBps < 0) throw new RangeError(`not a rate: ${rateBps}`)
  const vat = money(
    Number(divideHalfUp(BigInt(net.amount) * BigInt(rateBps), 10_000n)),
    net.currency,
  )
  return { gross: add(net, vat), vat }
}

/**
 * A price less a part of it in basis points, half-up; of more than nothing at least one minor unit remains.
 * @example reduceByBps(money(999, 'EUR'), 2000) // 7.99 €
 */
export function reduceByBps(price: Money, bps: number): Money {
  if (!Number.isSafeInteger(bps) || bps < 0 || bps > 10_000) throw new RangeError(`no part: ${bps}`)
  const rest = Number(divideHalfUp(BigInt(price.amount) * BigInt(10_000 - bps), 10_000n))
  return money(price.amount > 0 ? Math.max(1, rest) : rest, price.currency)
}

/** The digits of a plain decimal such as `0.2512`, with how many follow the point. */
function decimalParts(text: string): { digits: bigint; decimals: number } {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) throw new RangeError(`not a decimal: ${text}`)
  const fraction = match[2] ?? ''
  return { digits: BigInt(`${match[1]}${fraction}`), decimals: fraction.length }
}

/**
 * Converts at a rate given as a decimal text (one unit of the source is `rate` units of the target), half-up.
 * @example convert(money(10_000, 'SAR'), '0.2308', 'EUR') // 23.08 €
 */
export function convert(m: Money, rate: string, currency: string): Money {
  const { digits, decimals } = decimalParts(rate)
  const shift = exponentOf(currency) - exponentOf(m.currency) - decimals
  const product = BigInt(m.amount) * digits
  const converted =
    shift >= 0 ? product * 10n ** BigInt(shift) : divideHalfUp(product, 10n ** BigInt(-shift))
  return money(Number(converted), currency)
}

/**
 * Splits a total over weights by largest remainder: shares add up to the total exactly, each less than one
 * unit from its exact part; a zero weight gets nothing; ties go to the lower index. Weights that are all zero get zeros.
 * @example allocate(10, [5, 1]) // [8, 2]
 */
export function allocate(total: number, weights: readonly number[]): number[]
export function allocate(total: Money, weights: readonly number[]): Money[]
export function allocate(total: Money | number, weights: readonly number[]): number[] | Money[] {
  if (typeof total === 'number') return allocateUnits(total, weights)
  return allocateUnits(total.amount, weights).map((share) => money(share, total.currency))
}

/**
 * What some units of a line are worth, in minor units, after others were taken of it: the parts of all units add up to the
 * whole.
 * @example partOfUnits(1000, { before: 0, quantity: 1, of: 3 }) // 333; the last one of the three is 333, the second 334
 */
export function partOfUnits(
  whole: number,
  { before, quantity, of }: { before: number; quantity: number; of: number },
): number {
  const upTo = (units: number) => allocate(whole, [units, of - units])[0] ?? 0
  return upTo(before + quantity) - upTo(before)
}

function allocateUnits(total: number, weights: readonly number[]): number[] {
  if (!Number.isSafeInteger(total)) throw new RangeError(`not whole units: ${total}`)
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) {
    throw new RangeError('weights are whole and never negative')
  }
  const whole = weights.reduce((all, weight) => all + weight, 0)
  if (whole === 0) return weights.map(() => 0)
  const units = Math.abs(total)
  const isExact = Number.isSafeInteger(whole) && Number.isSafeInteger(units * whole)
  const shares = isExact ? sharesOf(units, weights, whole) : sharesOfLarge(units, weights)
  const sign = total < 0 ? -1 : 1
  return shares.map((share) => (share === 0 ? 0 : sign * share))
}

/** Shares by plain numbers, where no product exceeds them: a cart with many promotions shares thousands of times. */
function sharesOf(units: number, weights: readonly number[], whole: number): number[] {
  const remainders = new Float64Array(weights.length)
  const shares = weights.map((weight, at) => {
    // of whole numbers below 2^53 the floor of a quotient is exact; `%` would take ten times as long
    const share = Math.floor((units * weight) / whole)
    remainders[at] = units * weight - share * whole
    return share
  })
  let missing = units - shares.reduce((all, share) => all + share, 0)
  if (missing === 0) return shares
  const smallest = remainders.toSorted().at(-missing) ?? 0
  missing -= remainders.filter((remainder) => remainder > smallest).length
  for (const [at, remainder] of remainders.entries()) {
    const isNext = remainder > smallest || (remainder === smallest && missing-- > 0)
    if (isNext) shares[at] = (shares[at] ?? 0) + 1
  }
  return shares
}

function sharesOfLarge(units: number, weights: readonly number[]): number[] {
  const whole = weights.reduce((all, weight) => all + BigInt(weight), 0n)
  const parts = weights.map((weight, index) => {
    const product = BigInt(units) * BigInt(weight)
    return { index, share: Number(product / whole), remainder: product % whole }
  })
  const shares = parts.map((part) => part.share)
  const missing = units - shares.reduce((all, share) => all + share, 0)
  for (const { index } of parts.toSorted(byRemainder).slice(0, missing)) {
    shares[index] = (shares[index] ?? 0) + 1
  }
  return shares
}

function byRemainder(
  a: { index: number; remainder: bigint },
  b: { index: number; remainder: bigint },
): number {
  if (a.remainder === b.remainder) return a.index - b.index
  return a.remainder > b.remainder ? -1 : 1
}

/** Formats an amount for a reader: `19,99 €` in French, `€19.99` in English. */
export function formatMoney(m: Money, locale: 'fr' | 'en'): string {
  const exponent = exponentOf(m.currency)
  const digits = String(Math.abs(m.amount)).padStart(exponent + 1, '0')
  const split = digits.length - exponent
  const sign = m.amount < 0 ? '-' : ''
  const decimal = `${sign}${digits.slice(0, split)}.${digits.slice(split) || '0'}`
  return formatOf(m.currency, locale).format(decimal as Intl.StringNumericLiteral)
}

const formats = new Map<string, Intl.NumberFormat>()

/** Formats are cached: creating one costs a hundred times as much as using it. */
function formatOf(currency: string, locale: 'fr' | 'en'): Intl.NumberFormat {
  const key = `${locale} ${currency}`
  const known = formats.get(key)
  if (known) return known
  const digits = exponentOf(currency)
  const format = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  formats.set(key, format)
  return format
}

export type DecimalStyle = {
  readonly decimal: '.' | ','
  /** Thousands separator; groups must then have three digits. */
  readonly group?: string
  /** Decimals kept, two unless told: `exponentOf(currency)`. */
  readonly exponent?: number
}

/**
 * Parses an amount into minor units; `undefined` when the text is not an amount, or has more decimals than the currency.
 * @example parseDecimal('2,375.5', { decimal: '.', group: ',' }) // 237550
 */
export function parseDecimal(text: string, style: DecimalStyle): number | undefined {
  const { decimal, group, exponent = 2 } = style
  const parts = text.trim().split(decimal)
  if (parts.length > 2) return undefined
  const [written = '', fraction = ''] = parts
  const whole = group === undefined ? written : ungroup(written, group)
  const kept = fraction.replace(/0+$/, '')
  if (whole === undefined || !/^-?\d+$/.test(whole) || !/^\d*$/.test(fraction)) return undefined
  if (parts.length === 2 && fraction === '') return undefined
  if (kept.length > exponent) return undefined
  const minor = Number(`${whole}${kept.padEnd(exponent, '0')}`)
  if (!Number.isSafeInteger(minor)) return undefined
  return minor === 0 ? 0 : minor
}

/** Removes the thousands separators; `undefined` when a group does not have three digits. */
function ungroup(written: string, group: string): string | undefined {
  const [first = '', ...rest] = written.split(group)
  if (rest.length > 0 && !/^-?\d{1,3}$/.test(first)) return undefined
  return rest.every((part) => /^\d{3}$/.test(part)) ? [first, ...rest].join('') : undefined
}
