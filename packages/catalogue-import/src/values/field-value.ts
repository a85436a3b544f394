import { lookUp } from '@comptoir/contracts/look-up'
import { parseDecimal } from '@comptoir/money'
import type { Amount, Field, List } from '../mapping-fields.ts'
import type { Row } from '../reading/source.ts'
import { htmlToText } from './html-text.ts'
import { plainNumber } from './written-number.ts'

/** Whether line breaks are kept, for descriptions, or made spaces. */
export type Shape = 'line' | 'lines'

/** The value of a field on a line, or nothing. */
export function readField(field: Field, row: Row, shape: Shape = 'line'): string | undefined {
  const tidyText = tidierOf(field, shape)
  const text = tidyText(rawValue(field, row))
  if (text === '' || isPassed(text, field)) return undefined
  const kept = withoutWords(stripped(extracted(text, field), field, tidyText), field, row)
  if (kept === '') return undefined
  const named = field.values ? inOtherWords(kept, field.values) : kept
  return named === undefined ? undefined : `${field.prefix}${named.padStart(field.pad ?? 0, '0')}`
}

function tidierOf({ verbatim }: Field, shape: Shape): (text: string) => string {
  if (verbatim) return (text) => (text.trim() === '' ? '' : text)
  return shape === 'line' ? tidy : tidyLines
}

/** The value of a field, or why what stands there cannot be read: that is never the same as nothing. */
export function readChecked(
  field: Field,
  row: Row,
): { text: string } | { problem: string } | undefined {
  const text = readField(field, row)
  if (text !== undefined) return { text }
  const raw = tidy(rawValue(field, row))
  if (raw === '' || isPassed(raw, field)) return undefined
  const known = field.values && `; it is one of ${Object.keys(field.values).join(', ')}`
  return { problem: `"${raw}" cannot be read${known ?? ''}` }
}

/** The values of a cell that has several. */
export function readList({ field, separator, group, until }: List, row: Row): string[] {
  const text = readField(field, row) ?? ''
  return splitList(text, separator).flatMap((value) => {
    const own = group === undefined ? value : withoutGroup(value, group)
    const kept = until === undefined ? own : own.split(until)[0]?.trim()
    return kept ? [kept] : []
  })
}

function withoutGroup(value: string, group: string): string {
  return value.toLowerCase().startsWith(`${group.toLowerCase()}:`)
    ? value.slice(group.length + 1).trim()
    : ''
}

/** Cuts at a separator, except after a backslash; parts that are empty stay. */
export function splitList(text: string, separator: string): string[] {
  const parts = ['']
  for (let at = 0; at < text.length; at++) {
    const last = parts.length - 1
    if (text[at] === '\\' && (text[at + 1] === '\\' || text.startsWith(separator, at + 1))) {
      parts[last] += text[at + 1] ?? ''
      at++
    } else if (text.startsWith(separator, at)) {
      parts.push('')
      at += separator.length - 1
    } else parts[last] += text[at] ?? ''
  }
  return parts.map((part) => part.trim())
}

const cell = (row: Row, column: string): string => lookUp(row, column) ?? ''

/** The text of a field as it stands in its columns. */
function rawValue(field: Field, row: Row): string {
  const text = sourceText(field, row)
  const broken = field.lineBreak === undefined ? text : text.replaceAll(field.lineBreak, '\n')
  return field.html ? htmlToText(broken) : broken
}

function sourceText({ value, template, column, columns }: Field, row: Row): string {
  if (value !== undefined) return value
  if (template !== undefined) return template.replace(/\{([^}]+)\}/g, (_, name) => cell(row, name))
  if (column !== undefined) return cell(row, column)
  return columns?.map((name) => cell(row, name)).find((text) => text.trim() !== '') ?? ''
}

/** Whether the mapping says that this text means nothing. */
function isPassed(text: string, { empty, when, unless }: Field): boolean {
  const found = (pattern: RegExp) => text.search(pattern) >= 0
  return (
    empty.includes(text) ||
    (when !== undefined && !found(when)) ||
    (unless !== undefined && found(unless))
  )
}

function extracted(text: string, { extract }: Field): string {
  if (!extract) return text
  const match = text.matchAll(extract).next().value
  return match ? (match[1] ?? match[0]) : ''
}

function stripped(text: string, { strip }: Field, tidyText: (text: string) => string): string {
  return strip ? tidyText(text.replace(strip, '')) : text
}

function inOtherWords(text: string, values: Readonly<Record<string, string>>): string | undefined {
  const own = lookUp(values, text)
  if (own !== undefined) return own
  const plain = text.toLowerCase()
  return Object.entries(values).find(([word]) => word.toLowerCase() === plain)?.[1]
}

/** Runs of spaces, even hard ones, as one. */
export function tidy(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

/** Spaces made one on each line; line breaks stay, up to one empty line between two. */
export function tidyLines(text: string): string {
  const lines = text.split(/\r\n|\n|\r|\u2028|\u2029/u).map(tidy)
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function withoutWords(text: string, { without }: Field, row: Row): string {
  if (without.length === 0) return text
  const known = without.flatMap((column) => plainWords(cell(row, column)))
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

const signs: Readonly<Record<string, string>> = { EUR: '€', USD: '$', GBP: '£', JPY: '¥' }

/** What an amount is written in: decimals kept, and the currency whose sign or code may stand beside it. */
export type AmountStyle = { readonly exponent: number; readonly currency: string }

/** The amount of a field in minor units: nothing when there is none, a reason when it cannot be read. */
export function readAmount(
  { field, number }: Amount,
  row: Row,
  { exponent, currency }: AmountStyle,
): { minor: number; text: string } | { problem: string } | undefined {
  const read = readChecked(field, row)
  if (read === undefined || 'problem' in read) return read
  const { text } = read
  const plain = plainNumber(withoutCurrency(text, currency), number)
  const minor = plain === undefined ? undefined : parseDecimal(plain, { decimal: '.', exponent })
  return minor === undefined ? { problem: `"${text}" is not an amount` } : { minor, text }
}

function withoutCurrency(text: string, currency: string): string {
  const sign = lookUp(signs, currency)
  for (const word of [currency, ...(sign === undefined ? [] : [sign])]) {
    if (text.startsWith(word)) return text.slice(word.length)
    if (text.endsWith(word)) return text.slice(0, -word.length)
  }
  return text
}
