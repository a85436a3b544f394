/** What a visitor chose of a list, as its address says it. */
export type Choice = {
  readonly q?: string
  readonly brands: readonly string[]
  /** Attribute name to its chosen values. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
  /** In minor units. */
  readonly min?: number
  readonly max?: number
  readonly inStock: boolean
  readonly sort?: string
  readonly page: number
}

export type SearchParams = Readonly<Record<string, string | readonly string[] | undefined>>

const listed = (value: string | readonly string[] | undefined): readonly string[] => {
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}
const first = (value: string | readonly string[] | undefined) => listed(value)[0]

function amountOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

/** Reads the choice from an address; what cannot be is left out. */
export function readChoice(params: SearchParams): Choice {
  const attributes: Record<string, readonly string[]> = {}
  for (const [name, value] of Object.entries(params)) {
    if (name.startsWith('attr.')) attributes[name.slice(5)] = listed(value)
  }
  const q = first(params['q'])?.trim()
  const min = amountOf(first(params['min']))
  const max = amountOf(first(params['max']))
  const sort = first(params['sort'])
  return {
    ...(q ? { q } : {}),
    brands: listed(params['brand']),
    attributes,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
    inStock: first(params['stock']) === '1',
    ...(sort !== undefined && { sort }),
    page: Math.max(1, Number(first(params['page'])) || 1),
  }
}

/** The query of a choice: sorted, without what goes without saying. It begins with `?` or is empty. */
export function queryOf(choice: Choice): string {
  const { brands, attributes, min, max, page, q, sort, inStock } = choice
  const single = {
    ...{ q, sort },
    ...{ max: max?.toString(), min: min?.toString() },
    page: page > 1 ? String(page) : undefined,
    stock: inStock ? '1' : undefined,
  }
  const pairs = [
    ...Object.entries(attributes).flatMap(([name, values]) =>
      values.map((value) => [`attr.${name}`, value]),
    ),
    ...brands.map((brand) => ['brand', brand]),
    ...Object.entries(single).filter(([, value]) => value !== undefined),
  ] as [string, string][]
  pairs.sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
  return pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : ''
}

const compare = (a: string, b: string) => Number(a > b) - Number(a < b)

/** The query of the same list with something else chosen: it begins at its first page. */
export const changed = (choice: Choice, change: Partial<Choice>): string =>
  queryOf({ ...choice, page: 1, ...change })

/** With the value chosen when it was not, and without it when it was. */
export const toggled = (values: readonly string[], value: string): readonly string[] =>
  values.includes(value) ? values.filter((one) => one !== value) : [...values, value]

/** The same for a value of an attribute; an attribute without values is left out. */
export function toggledAttribute(choice: Choice, name: string, value: string) {
  const values = toggled(choice.attributes[name] ?? [], value)
  const { [name]: _, ...others } = choice.attributes
  return values.length > 0 ? { ...others, [name]: values } : others
}

/** Whether anything narrows the list. */
export function isNarrowed({ brands, attributes, min, max, inStock }: Choice): boolean {
  if (brands.length > 0 || inStock || min !== undefined || max !== undefined) return true
  return Object.keys(attributes).length > 0
}

/** The choice without what narrows it. */
export const widened = ({ q, sort }: Choice): string =>
  queryOf({
    brands: [],
    attributes: {},
    inStock: false,
    page: 1,
    ...(q !== undefined && { q }),
    ...(sort !== undefined && { sort }),
  })

/** What the catalogue is asked for a choice. */
export function listQueryOf(choice: Choice, more: Readonly<Record<string, string>> = {}) {
  const attributes = Object.entries(choice.attributes).map(([name, values]) => [
    `attr.${name}`,
    values,
  ])
  return {
    ...more,
    ...Object.fromEntries(attributes),
    ...(choice.brands.length > 0 && { brand: choice.brands }),
    ...(choice.q !== undefined && { q: choice.q }),
    ...(choice.min !== undefined && { minPrice: String(choice.min) }),
    ...(choice.max !== undefined && { maxPrice: String(choice.max) }),
    ...(choice.inStock && { inStock: 'true' }),
    ...(choice.sort !== undefined && { sort: choice.sort }),
    page: String(choice.page),
  }
}
