/** What a page of a kind may be asked for; other parameters are dropped. */
export type PageKind = 'home' | 'category' | 'product' | 'search' | 'legal'

export type PageKey = {
  readonly kind: PageKind
  /** Path and query in their one canonical form. */
  readonly url: string
}

export const locales = ['fr', 'en'] as const
export type SiteLocale = (typeof locales)[number]

const patterns: readonly (readonly [PageKind, RegExp])[] = [
  ['home', /^\/(fr|en)$/],
  ['category', /^\/(fr|en)\/c\/[a-z0-9-]{1,120}$/],
  // a slug, or an id: mails and carts name products by it, and it leads to the slug
  ['product', /^\/(fr|en)\/p\/[a-z0-9_-]{1,120}$/],
  ['search', /^\/(fr|en)\/search$/],
  ['legal', /^\/(fr|en)\/(legal\/[a-z-]{1,40}|help|withdrawal|track)$/],
]

type Check = (value: string) => boolean

const isText: Check = (value) => value.length > 0 && value.length <= 200
const isCount: Check = (value) => /^[1-9]\d{0,5}$/.test(value)
const isAmount: Check = (value) => /^\d{1,9}$/.test(value)
const isFlag: Check = (value) => value === '1'
const isSort: Check = (value) => ['relevance', 'newest', 'price', '-price', 'title'].includes(value)
const isSku: Check = (value) => /^[A-Za-z0-9._-]{1,64}$/.test(value)

const filters: Readonly<Record<string, Check>> = {
  brand: isText,
  max: isAmount,
  min: isAmount,
  page: isCount,
  sort: isSort,
  stock: isFlag,
}

const known: Readonly<Record<PageKind, Readonly<Record<string, Check>>>> = {
  home: {},
  category: filters,
  product: { sku: isSku },
  search: { ...filters, q: isText, category: isText },
  legal: {},
}

const queryLengthAtMost = 4_000
/** Values of one filter; more are not a choice but a flood. */
const valuesAtMost = 20
/** The first page is never written, so that a list has one address. */
const isWritten = (name: string, value: string) => !(name === 'page' && value === '1')

/**
 * The canonical key of a page that is the same for everyone; nothing for a path that is not.
 * Parameters that the kind does not know, or whose value cannot be, are dropped; the rest is sorted.
 * @example pageKey('/fr/c/lampes?page=1&utm=x&brand=b&brand=a') // /fr/c/lampes?brand=a&brand=b
 */
export function pageKey(target: string): PageKey | undefined {
  const at = target.indexOf('?')
  const path = at < 0 ? target : target.slice(0, at)
  const kind = patterns.find(([, pattern]) => pattern.test(path))?.[0]
  if (!kind) return undefined
  if (at < 0) return { kind, url: path }
  const query = canonicalQuery(kind, target.slice(at + 1))
  // the gateway takes no longer address
  return { kind, url: query && query.length <= queryLengthAtMost ? `${path}?${query}` : path }
}

function canonicalQuery(kind: PageKind, query: string): string {
  const allowed = known[kind]
  const kept = new Map<string, Set<string>>()
  for (const [name, value] of new URLSearchParams(query)) {
    if (!isAllowed(kind, allowed, name, value) || !isWritten(name, value)) continue
    const values = kept.get(name) ?? new Set()
    if (values.size < valuesAtMost) values.add(value)
    kept.set(name, values)
  }
  const sorted = [...kept].sort(([a], [b]) => compare(a, b))
  const pairs = sorted.flatMap(([name, values]) =>
    (isRepeated(name) ? [...values].sort(compare) : [...values].slice(-1)).map(
      (value): [string, string] => [name, value],
    ),
  )
  return new URLSearchParams(pairs).toString()
}

const isRepeated = (name: string) => name === 'brand' || name.startsWith('attr.')
const compare = (a: string, b: string) => Number(a > b) - Number(a < b)

function isAllowed(
  kind: PageKind,
  allowed: Readonly<Record<string, Check>>,
  name: string,
  value: string,
): boolean {
  const isList = kind === 'category' || kind === 'search'
  if (isList && /^attr\.[A-Za-z][A-Za-z0-9_]{0,59}$/.test(name)) return isText(value)
  return Object.hasOwn(allowed, name) && allowed[name]?.(value) === true
}
