import type { LocalizedText } from '@comptoir/contracts/common'
import { lookUp } from '@comptoir/contracts/look-up'
import { convert, exponentOf, money } from '@comptoir/money'
import type { Mapping } from '../mapping.ts'
import type { Texts } from '../mapping-fields.ts'
import type { Row } from '../reading/source.ts'
import { readAmount, readField, type Shape } from '../values/field-value.ts'

/** A value, or why there is none. */
export type Read<T> = { readonly value: T } | { readonly problem: string }

export const problemsOf = (reads: readonly Read<unknown>[]): string[] =>
  reads.flatMap((read) => ('problem' in read ? [read.problem] : []))

/** A text in the languages that are mapped. */
export function readTexts(
  texts: Texts,
  row: Row,
  { language }: Mapping,
  shape?: Shape,
): LocalizedText | undefined {
  const read = (of: 'fr' | 'en') => {
    const own = texts[of] && readField(texts[of], row, shape)
    const text =
      own ?? (of === language && texts.text ? readField(texts.text, row, shape) : undefined)
    return text === undefined ? {} : { [of]: text }
  }
  const text: LocalizedText = { ...read('fr'), ...read('en') }
  return Object.keys(text).length > 0 ? text : undefined
}

/** Decimals that net prices are read with: systems keep more than the currency has. */
const netDecimals = 6

/**
 * An amount in minor units of the mapping's currency, millionths kept for net ones so that VAT and surcharges are added
 * before rounding.
 */
export type ExactAmount = { readonly minor: number; readonly isNet: boolean; readonly text: string }

export function readExact(
  price: NonNullable<Mapping['salePrice']>,
  row: Row,
  { currency }: Mapping,
): { amount: ExactAmount } | { problem: string } | undefined {
  const exponent = price.net ? netDecimals : exponentOf(currency.code)
  const read = readAmount(price, row, { exponent, currency: currency.code })
  if (read === undefined || 'problem' in read) return read
  return { amount: { minor: read.minor, isNet: price.net, text: read.text } }
}

/** A price in euro cents, VAT included; throws never: a tax class without a rate is a problem. */
export function toCents(amount: ExactAmount, taxClass: string, mapping: Mapping): Read<number> {
  const { currency, taxRates } = mapping
  const inEuro = (minor: number) =>
    convert(money(minor, currency.code), currency.rate, 'EUR').amount
  if (!amount.isNet) return { value: inEuro(amount.minor) }
  const percent = lookUp(taxRates, taxClass)
  if (percent === undefined)
    return { problem: `there is no VAT rate of the tax class "${taxClass}" in the mapping` }
  return { value: inEuro(grossMinor(amount.minor, percent, exponentOf(currency.code))) }
}

/** Net millionths and a rate in percent as gross minor units, half a unit up. */
function grossMinor(millionths: number, percent: string, exponent: number): number {
  const [whole = '0', fraction = ''] = percent.split('.')
  const basisPoints = BigInt(`${whole}${fraction.padEnd(2, '0')}`)
  const scale = 10_000n * 10n ** BigInt(netDecimals - exponent)
  const gross = BigInt(millionths) * (10_000n + basisPoints)
  const half = gross < 0n ? -scale / 2n : scale / 2n
  return Number((gross + half) / scale)
}
