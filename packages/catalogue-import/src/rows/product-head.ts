import {
  type ProductInput,
  type ProductStatus,
  ProductVisibility,
} from '@comptoir/contracts/catalog/schemas'
import { WithdrawalExclusion } from '@comptoir/contracts/catalog/withdrawal-exclusion'
import type { LocalizedText } from '@comptoir/contracts/common'
import { lookUp } from '@comptoir/contracts/look-up'
import type { Mapping } from '../mapping.ts'
import type { Field } from '../mapping-fields.ts'
import type { Row } from '../reading/source.ts'
import { readChecked, readField, readList, splitList, tidy } from '../values/field-value.ts'
import { readNamedLists } from './option-values.ts'
import { problemsOf, type Read, readTexts } from './row-reader.ts'
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

/** A line that is read; `notes` gets what was odd. */
type Reading = { readonly row: Row; readonly mapping: Mapping; readonly notes: string[] }

/** Reads what a line says of its product, or every reason why it is none. */
export function readHead(reading: Reading): { head: Head } | { reasons: string[] } {
  const { row, mapping, notes } = reading
  const written = readField(mapping.externalId, row)
  const externalId = written && carriedId(written)
  const title = readTexts(mapping.title, row, mapping)
  const status = readStatus(reading)
  const taxClass = readWord(mapping.taxClass, row, 'tax class')
  const visibility = readVisibility(reading)
  const exclusion = readExclusion(reading)
  const categories = readCategories(reading)
  const attributes = readAttributes(reading)
  const reasons = [
    ...(externalId ? [] : ['it has no id']),
    ...(title ? [] : ['it has no title']),
    ...(isHomeless(status, categories) ? ['it has no category'] : []),
    ...problemsOf([status, taxClass, visibility, exclusion, attributes]),
  ]
  if (!externalId || !title || reasons.length > 0) return { reasons }
  if (externalId !== written) notes.push(`id "${written}" written as "${externalId}"`)
  const head = {
    externalId,
    title: shortened(title, 'title', notes),
    status: orNothing(status),
    ...orNothing(visibility),
    ...orNothing(exclusion),
    taxClass: orNothing(taxClass) ?? mapping.defaults.taxClass,
    attributes: orNothing(attributes) ?? {},
    categories,
    categorySlugs: mapping.categories.slugs ? readList(mapping.categories.slugs, row) : [],
  }
  return { head: { ...head, ...textsOf(reading), ...namesOf(reading) } }
}

/** An active product stands in a category. */
function isHomeless(status: Read<ProductStatus>, categories: readonly unknown[]): boolean {
  return 'value' in status && status.value === 'active' && categories.length === 0
}

const orNothing = <T>(read: Read<T>): T | undefined => ('value' in read ? read.value : undefined)

function textsOf({ row, mapping, notes }: Reading) {
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

function namesOf({ row, mapping, notes }: Reading) {
  const productId = mapping.productId && readField(mapping.productId, row)
  const slug = mapping.slug && readField(mapping.slug, row)?.toLowerCase()
  const fits = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug ?? '') && (slug ?? '').length <= 120
  if (slug !== undefined && !fits) notes.push(`slug left out: "${slug}" does not fit an address`)
  return { ...(productId !== undefined && { productId }), ...(fits && { slug }) }
}

function shortened(text: LocalizedText, what: string, notes: string[]): LocalizedText {
  const parts = Object.entries(text)
  return Object.fromEntries(
    parts.map(([language, words]) => [language, cut(words, longestText, what, notes)]),
  )
}

function cut(text: string, longest: number, what: string, notes: string[]): string {
  if (text.length <= longest) return text
  notes.push(`${what} cut after ${longest} of its ${text.length} letters`)
  return text.slice(0, longest)
}

/** The state that withdraws most: each field that says something counts. */
function readStatus({ row, mapping }: Reading): Read<ProductStatus> {
  const { status = [], defaults } = mapping
  const said: string[] = []
  for (const field of status) {
    const read = readChecked(field, row)
    if (read && 'problem' in read) return { problem: `status: ${read.problem}` }
    if (read) said.push(read.text.toLowerCase())
  }
  const unknown = said.find((word) => !['draft', 'active', 'archived'].includes(word))
  if (unknown !== undefined) {
    return { problem: `status: "${unknown}" is none of draft, active, archived` }
  }
  const found = (['archived', 'draft', 'active'] as const).find((state) => said.includes(state))
  return { value: found ?? defaults.status }
}

function readWord(field: Field | undefined, row: Row, what: string): Read<string | undefined> {
  const read = field && readChecked(field, row)
  if (read && 'problem' in read) return { problem: `${what}: ${read.problem}` }
  return { value: read?.text }
}

function readVisibility({ row, mapping }: Reading): Read<{ visibility?: ProductVisibility }> {
  const read = readWord(mapping.visibility, row, 'visibility')
  if ('problem' in read) return read
  if (read.value === undefined) return { value: {} }
  const visibility = ProductVisibility.safeParse(read.value).data
  if (visibility) return { value: { visibility } }
  return { problem: `visibility: "${read.value}" is none of listed, unlisted` }
}

type Exclusion = Pick<ProductInput, 'withdrawalExclusion'>

function readExclusion({ row, mapping }: Reading): Read<Exclusion> {
  const read = readWord(mapping.withdrawalExclusion, row, 'exclusion from withdrawal')
  if ('problem' in read) return read
  if (read.value === undefined) return { value: {} }
  const word = read.value.toLowerCase()
  if (word === 'none') return { value: { withdrawalExclusion: null } }
  const withdrawalExclusion = WithdrawalExclusion.safeParse(word).data
  if (withdrawalExclusion) return { value: { withdrawalExclusion } }
  const known = ['none', ...WithdrawalExclusion.options].join(', ')
  return { problem: `exclusion from withdrawal: "${read.value}" is none of ${known}` }
}

function readCategories({ row, mapping, notes }: Reading): string[][] {
  const { field, separator, group, path, otherwise, language } = mapping.categories
  const one = () => [readField(field, row) ?? '']
  const cells = separator === undefined ? one() : readList({ field, separator, group }, row)
  const paths = cells.map((cell) =>
    (path === undefined ? [cell] : splitList(cell, path)).filter((name) => name !== ''),
  )
  const found = paths.filter((names) => names.length > 0)
  const fallback = otherwise?.[language ?? mapping.language] ?? otherwise?.fr ?? otherwise?.en
  if (found.length > 0 || fallback === undefined) return found
  notes.push(`no category: it goes to "${fallback}"`)
  return [[fallback]]
}

function readAttributes({ row, mapping, notes }: Reading): Read<ProductInput['attributes']> {
  const entries = Object.entries(mapping.attributes).flatMap(([name, field]) => {
    const text = readField(field, row)
    return text === undefined
      ? []
      : [[name, cut(text, longestAttribute, `attribute ${name}`, notes)] as const]
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

/** Facts that the line names itself, except options. */
export function readFacts(
  row: Row,
  { facts }: Mapping,
  options: ReadonlySet<string>,
): Record<string, string> {
  const named = facts ? readNamedLists(facts, row) : []
  const further = named.filter(({ name }) => !options.has(name))
  const textOf = (values: readonly string[]) => values.join(', ').slice(0, longestAttribute)
  return Object.fromEntries(further.map(({ name, values }) => [attributeKey(name), textOf(values)]))
}

/** A name as an attribute has it: `Couleur du cadre` gives `couleurDuCadre`. */
function attributeKey(name: string): string {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '')
  const words = letters
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  const camel = words.join(' ').replace(/ (.)/g, (_, letter: string) => letter.toUpperCase())
  return (/^[a-z]/.test(camel) ? camel : `fact${camel}`).slice(0, 60)
}
