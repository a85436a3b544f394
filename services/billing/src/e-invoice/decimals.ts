import { exponentOf } from '@comptoir/money'

/** An amount in minor units as a plain decimal: `12.30`, of yen `1230`. */
export function toDecimal(amount: number, currency: string): string {
  return withPoint(String(amount), exponentOf(currency))
}

/** The price of one piece, with as many decimals (six) as it takes for quantity × price to round to the line again. */
export function unitPriceOf(amount: number, quantity: number, currency: string): string {
  const exponent = exponentOf(currency)
  const scaled = BigInt(amount) * 10n ** BigInt(priceDecimals - exponent)
  const divisor = BigInt(quantity)
  const rounded = (2n * scaled + divisor) / (2n * divisor)
  const [whole = '', fraction = ''] = withPoint(String(rounded), priceDecimals).split('.')
  const kept = fraction.slice(exponent).replace(/0+$/, '')
  const decimals = `${fraction.slice(0, exponent)}${kept}`
  return decimals ? `${whole}.${decimals}` : whole
}

/** A rate in basis points as a percentage: `5.50`. */
export const toPercent = (rateBps: number): string => withPoint(String(rateBps), 2)

const priceDecimals = 6

function withPoint(digits: string, decimals: number): string {
  if (decimals === 0) return digits
  const padded = digits.padStart(decimals + 1, '0')
  return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`
}
