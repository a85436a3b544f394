import {
  type ProductInput,
  type ProductStatus,
  ProductVisibility,
} from '@comptoir/contracts/catalog/schemas'
import type { LocalizedText } from '@comptoir/contracts/common'
import { lookUp } from '@comptoir/contracts/look-up'
import type { Mapping } from '../mapping.ts'
import type { Field } from '../mapping-fields.ts'
import type { Row } from '../reading/source.ts'
import { readChecked, readField, readList, splitList, tidy } from '../values/field-value.ts'
import { readNamedLists } from './option-values.ts'
import { type Read, readTexts } from './row-reader.ts'
import { carriedId } from './sku-names.ts'

/** What is said once for all variants of a product. */
export type Head = Omit<ProductInput, 'categoryIds' | 'variants' | 'options' | 'attributes'> & {
  externalId: string
  attributes: ProductInput['attributes']
  productId?: string
  /** Paths of names, from the root. */
  categories: string[][]
  categorySlugs: string[]
}

const longestText = 20_000
const longestAttribute = 2000

/** Reads what a line says of its product, or every reason why it is none. */
export function readHead(
  row: Row,
  mapping: Mapping,
  notes: string[],
): { head: Head } | { reasons: string[] } {
  const written = readField(mapping.externalId, row)
  const externalId = written && carriedId(written)
  const title = readTexts(mapping.title, row, mapping)
  const status = readStatus(row, mapping)
  const taxClass = readWord(mapping.taxClass, row, 'tax class')
  const visibility = readVisibility(row, mapping)
  const categories = readCategories(row, mapping, notes)
  const attributes = readAttributes(row, mapping, notes)
  const reasons = [
    ...(externalId ? [] : ['it has no id']),
    ...(title ? [] : ['it has no title']),
    ...(isHomeless(status, categories) ? ['it has no category'] : []),
    ...problemsOf([status, taxClass, visibility, attributes]),
  ]
  if (!externalId || !title || reasons.length > 0) return { reasons }
  if (externalId !== written) notes.push(`id "${written}" written as "${externalId}"`)
  const head = {
    externalId,
    title: shortened(title, 'title', notes),
    status: orNothing(status),
    ...orNothing(visibility),
    taxClass: orNothing(taxClass) ?? mapping.defaults.taxClass,
    attributes: orNothing(attributes) ?? {},
    categories,
    categorySlugs: mapping.categories.slugs ? readList(mapping.categories.slugs, row) : [],
  }
  return { head: { ...head, ...textsOf(row, mapping, notes), ...namesOf(row, mapping, notes) } }
}

/** An active product stands in a category. */
function isHomeless(status: Read<ProductStatus>, categories: readonly unknown[]): boolean {
  return 'value' in status && status.value === 'active' && categories.length === 0
}

const problemsOf = (reads: readonly Read<unknown>[]): string[] =>
  reads.flatMap((read) => ('problem' in read ? [read.problem] : []))

const orNothing = <T>(read: Read<T>): T | undefined => ('value' in read ? read.value : undefined)

function textsOf(row: Row, mapping: Mapping, notes: string[]) {
  const description = mapping.description && readTexts(mapping.description, row, mapping, 'lines')
  const brand = mapping.brand && readField(mapping.brand, row)
  for (const field of mapping.notTaken) {
    const text = readField(field, row)
    if (text !== undefined) notes.push(`${field.column ?? 'a field'} is not taken: "${text}"`)
  }
  return {
    ...(description && { description: shortened(description, 'description', notes) }),
    ...(brand !== undefined && { brand }),
  }
}

function namesOf(row: Row, mapping: Mapping, notes: string[]) {
  const productId = mapping.productId && readField(mapping.productId, row)
  const slug = mapping.slug && readField(mapping.slug, row)?.toLowerCase()
  const fits = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug ?? '') && (slug ?? '').length <= 120
  if (slug !== undefined && !fits) notes.push(`slug left out: "${slug}" does not fit an address`)
  return { ...(productId !== undefined && { productId }), ...(fits && { slug }) }
}

function shortened(text: LocalizedText, what: string, notes: string[]): LocalizedText {
  const parts = Object.entries(text).map(([language, words]) => {
    if (words.length <= longestText) return [language, words]
    notes.push(`${what} cut after ${longestText} of its ${words.length} letters`)
    return [language, words.slice(0, longestText)]
  })
  return Object.fromEntries(parts)
}

/** The state that withdraws most: each field that says something counts. */
function readStatus(row: Row, { status = [], defaults }: Mapping): Read<ProductStatus> {
  const said: string[] = []
  for (const field of status) {
    const read = readChecked(field, row)
    if (read && 'problem' in read) return { problem: `status: ${read.problem}` }
    if (read) said.push(read.text.toLowerCase())
  }
  const unknown = said.find((word) => !['draft', 'active', 'archived'].includes(word))
  if (unknown !== undefined)
    return { problem: `status: "${unknown}" is none of draft, active, archived` }
  const found = (['archived', 'draft', 'active'] as const).find((state) => said.includes(state))
  return { value: found ?? defaults.status }
}

function readWord(field: Field | undefined, row: Row, what: string): Read<string | undefined> {
  const read = field && readChecked(field, row)
  if (read && 'problem' in read) return { problem: `${what}: ${read.problem}` }
  return { value: read?.text }
}

function readVisibility(
  row: Row,
  mapping: Mapping,
): Read<{ visibility?: ProductVisibility } | undefined> {
  const read = readWord(mapping.visibility, row, 'visibility')
  if ('problem' in read || read.value === undefined) return { ...read, value: undefined }
  const visibility = ProductVisibility.safeParse(read.value).data
  if (visibility) return { value: { visibility } }
  return { problem: `visibility: "${read.value}" is none of listed, unlisted` }
}

function readCategories(row: Row, { categories, language }: Mapping, notes: string[]): string[][] {
  const { field, separator, group, path, otherwise } = categories
  const cells =
    separator === undefined
      ? [readField(field, row) ?? '']
      : readList({ field, separator, ...(group !== undefined && { group }) }, row)
  const paths = cells.map((cell) =>
    (path === undefined ? [cell] : splitList(cell, path)).filter((name) => name !== ''),
  )
  const found = paths.filter((names) => names.length > 0)
  const fallback = otherwise?.[categories.language ?? language] ?? otherwise?.fr ?? otherwise?.en
  if (found.length > 0 || fallback === undefined) return found
  notes.push(`no category: it goes to "${fallback}"`)
  return [[fallback]]
}

function readAttributes(
  row: Row,
  mapping: Mapping,
  notes: string[],
): Read<ProductInput['attributes']> {
  const entries = Object.entries(mapping.attributes).flatMap(([name, field]) => {
    const text = readField(field, row)
    return text === undefined ? [] : [[name, fitting(name, text, notes)] as const]
  })
  const found: ProductInput['attributes'] = Object.fromEntries(entries)
  const json = mapping.attributesJson && lookUp(row, mapping.attributesJson.column ?? '')
  if (!json?.trim()) return { value: found }
  try {
    return { value: { ...found, ...JSON.parse(json) } }
  } catch {
    return { problem: `attributes: "${tidy(json).slice(0, 60)}" is not JSON` }
  }
}

function fitting(name: string, text: string, notes: string[]): string {
  if (text.length <= longestAttribute) return text
  notes.push(`attribute ${name} cut after ${longestAttribute} of its ${text.length} letters`)
  return text.slice(0, longestAttribute)
}

/** Facts that the line names itself, except options. */
export function readFacts(
  row: Row,
  { facts }: Mapping,
  options: ReadonlySet<string>,
): Record<string, string> {
  const named = facts ? readNamedLists(facts, row) : []
  return Object.fromEntries(
    named
      .filter(({ name }) => !options.has(name))
      .map(({ name, values }) => [
        attributeKey(name),
        values.join(', ').slice(0, longestAttribute),
      ]),
  )
}

/** A name as an attribute has it: `Couleur du cadre` gives `couleurDuCadre`. */
function attributeKey(name: string): string {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '')
  const words = letters.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  const camel = words
    .map((word, at) =>
      at === 0 ? word.toLowerCase() : word[0]?.toUpperCase() + word.slice(1).toLowerCase(),
    )
    .join('')
  return (/^[A-Za-z]/.test(camel) ? camel : `fact${camel}`).slice(0, 60)
}
