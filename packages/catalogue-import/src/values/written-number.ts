import type { NumberStyle } from '../mapping-fields.ts'

/** Spaces of any width and apostrophes: between groups of three digits they only help the eye. */
const grouped = /^([-−+]?\d{1,3})((?:[\s\u2019']\d{3})+)(?!\d)/u
const plain = /^[-−+]?\d+(\.\d+)?$/u

/**
 * A written number in plain form (`1234.5`), or nothing when it is none, or could be two: `auto` reads the last of two
 * signs, or one with other than three digits behind it, as the decimal one.
 */
export function plainNumber(text: string, style: NumberStyle): string | undefined {
  const joined = text.trim().replace(grouped, (all) => all.replace(/[\s\u2019']/gu, ''))
  const decimal = style.decimal === 'auto' ? decimalOf(joined) : style.decimal
  if (decimal === undefined) return undefined
  const group = style.decimal === 'auto' ? otherSign(decimal) : style.group
  const parts = joined.split(decimal)
  if (parts.length > 2) return undefined
  const [written = '', fraction] = parts
  const whole = group === undefined ? written : ungroup(written, group)
  const number = fraction === undefined ? whole : `${whole}.${fraction}`
  return number !== undefined && plain.test(number)
    ? number.replace('−', '-').replace(/^\+/, '')
    : undefined
}

type Sign = '.' | ','

const otherSign = (sign: Sign): Sign => (sign === '.' ? ',' : '.')

function decimalOf(text: string): Sign | undefined {
  const [dots, commas] = [text.split('.').length - 1, text.split(',').length - 1]
  if (dots === 0 && commas === 0) return '.'
  if (dots > 0 && commas > 0) return text.lastIndexOf('.') > text.lastIndexOf(',') ? '.' : ','
  const sign = dots > 0 ? '.' : ','
  if (dots + commas > 1) return otherSign(sign)
  // "0.500" can only be a half; "1.500" may be one and a half, or fifteen hundred.
  return /^[-−+]?[1-9]\d{0,2}[.,]\d{3}$/u.test(text) ? undefined : sign
}

/** Takes the thousands separators out; `undefined` when a group has not three digits. */
function ungroup(written: string, group: string): string | undefined {
  const [first = '', ...rest] = written.split(group)
  if (rest.length > 0 && !/^[-−+]?\d{1,3}$/u.test(first)) return undefined
  return rest.every((part) => /^\d{3}$/.test(part)) ? [first, ...rest].join('') : undefined
}

/** A number of pieces: nothing when it is not whole, `10.0` is. */
export function wholeNumber(text: string): number | undefined {
  const number = plainNumber(text, { decimal: 'auto' })
  if (number === undefined || !/^-?\d+(\.0+)?$/.test(number)) return undefined
  const whole = Number(number)
  return Number.isSafeInteger(whole) ? whole : undefined
}

const gramsOf = { g: 1, kg: 1000, lb: 453.592_37, oz: 28.349_523_125 } as const
export type WeightUnit = keyof typeof gramsOf

const units: readonly [RegExp, WeightUnit][] = [
  [/^(g|gr|grs|grams?|grammes?)\.?$/i, 'g'],
  [/^(kg|kgs|kilos?|kilograms?|kilogrammes?)\.?$/i, 'kg'],
  [/^(lbs?|pounds?|livres?)\.?$/i, 'lb'],
  [/^(oz|ounces?|onces?)\.?$/i, 'oz'],
]

export type ReadWeight =
  | { readonly grams: number; readonly note?: string }
  | { readonly problem: string }

/** A weight in whole grams; a unit in the text wins over the one given. Less than a gram is refused: it is kilograms. */
export function readWeight(text: string, unit: WeightUnit, style: NumberStyle): ReadWeight {
  const [, written = '', word = ''] = /^(.*?\d)\s*(\p{L}+\.?)?$/u.exec(text.trim()) ?? []
  const known = word === '' ? unit : units.find(([pattern]) => pattern.test(word))?.[1]
  const number = plainNumber(written, style) ?? plainNumber(written, { decimal: 'auto' })
  if (known === undefined || number === undefined) return { problem: `"${text}" is not a weight` }
  const exact = Number(number) * gramsOf[known]
  const problem = weightProblem(exact)
  if (problem !== undefined) return { problem: `"${text}" is ${problem}` }
  const grams = Math.round(exact)
  if (known !== 'g' || Math.abs(exact - grams) < 1e-9) return { grams }
  return { grams, note: `weight "${text}" rounded to whole grams` }
}

function weightProblem(grams: number): string | undefined {
  if (grams < 0) return 'negative'
  if (grams > 2_000_000) return 'more than 2,000 kg'
  return grams > 0 && grams < 1 ? 'less than a gram' : undefined
}
