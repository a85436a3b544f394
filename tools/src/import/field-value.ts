import { lookUp } from '@comptoir/contracts/look-up'
import { parseDecimal } from '@comptoir/money'
import type { Amount, Field } from './mapping.ts'

/** A line by column name, spaces made single. */
export type Row = Readonly<Record<string, string>>

/** The value of a field on a line, or nothing. */
export function readField(field: Field, row: Row): string | undefined {
  const text = tidy(rawValue(field, row))
  if (text === '' || field.empty.includes(text)) return undefined
  if (field.when && !field.when.test(text)) return undefined
  if (field.unless?.test(text)) return undefined
  const kept = withoutWords(stripped(extracted(text, field), field), field, row)
  if (kept === '') return undefined
  const named = field.values ? lookUp(field.values, kept) : kept
  return named === undefined ? undefined : `${field.prefix}${named.padStart(field.pad ?? 0, '0')}`
}

function rawValue({ value, template, column }: Field, row: Row): string {
  if (value !== undefined) return value
  if (template !== undefined)
    return template.replace(/\{([^}]+)\}/g, (_, name) => lookUp(row, name) ?? '')
  return column === undefined ? '' : (lookUp(row, column) ?? '')
}

function extracted(text: string, { extract }: Field): string {
  if (!extract) return text
  const match = extract.exec(text)
  return match ? (match[1] ?? match[0]) : ''
}

function stripped(text: string, { strip }: Field): string {
  return strip ? tidy(text.replace(strip, '')) : text
}

/** Runs of spaces, even hard ones, as one. */
export function tidy(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

function withoutWords(text: string, { without }: Field, row: Row): string {
  if (without.length === 0) return text
  const known = without.flatMap((column) => plainWords(lookUp(row, column) ?? ''))
  const kept: string[] = []
  for (const word of plainWords(text)) {
    const at = known.indexOf(word)
    if (at >= 0) known.splice(at, 1)
    else kept.push(word)
  }
  return kept.join(' ')
}

function plainWords(text: string): string[] {
  const plain = text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
  return plain.match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The amount of a field in minor units: nothing when there is none, a reason when it cannot be read. */
export function readAmount(
  { field, number }: Amount,
  row: Row,
  exponent: number,
): { minor: number } | { problem: string } | undefined {
  const text = readField(field, row)
  if (text === undefined) return undefined
  const { decimal, group } = number
  const minor = parseDecimal(text, { decimal, exponent, ...(group !== undefined && { group }) })
  return minor === undefined ? { problem: `"${text}" is not an amount` } : { minor }
}
