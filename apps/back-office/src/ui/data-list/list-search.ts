/** How a list is shown, as its address has it, beside the filters of the list. */
export type ListSearch = {
  /** Ids of columns in their order, with commas; left out, the usual ones. */
  readonly columns?: string
  readonly density?: Density
  /** The saved view that was opened last. */
  readonly view?: string
  readonly sort?: string
}

export const densities = ['compact', 'normal', 'wide'] as const
export type Density = (typeof densities)[number]

type Given = Readonly<Record<string, unknown>>

/** A word of an address: numbers that a link had are words again. */
export function wordOf(value: unknown, most = 200): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const text = String(value).trim()
  return text === '' || text.length > most ? undefined : text
}

/** One of the words that are known; anything else is left out. */
export function oneOf<T extends string>(value: unknown, known: readonly T[]): T | undefined {
  return known.find((one) => one === value)
}

/** All words of a type of the contract; one that it does not have, or has beside them, does not compile. */
export const wordsOf = <T extends string>(words: Readonly<Record<T, true>>) =>
  Object.keys(words) as T[]

/** A word of an address that has some form. */
export function fitting(value: unknown, form: RegExp): string | undefined {
  const word = wordOf(value)
  return word !== undefined && form.test(word) ? word : undefined
}

/** A day of an address, such as `2026-11-30`. */
export function dayIn(value: unknown): string | undefined {
  const word = fitting(value, /^\d{4}-\d{2}-\d{2}$/)
  return word !== undefined && Number.isNaN(Date.parse(`${word}T00:00:00Z`)) ? undefined : word
}

/** An amount of an address as people write it, in whole units of the currency: `1200`, `12,50`. */
export const amountIn = (value: unknown): string | undefined =>
  fitting(value, /^\d{1,9}([.,]\d{1,2})?$/)

/** An object without what is not given: an address does not name it. */
export function given<T extends object>(of: T): T {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined)) as T
}

/** Reads how a list is shown: what makes no sense is left out, so that any link opens something. */
export function readListSearch(search: Given, sorts: readonly string[] = []): ListSearch {
  return given({
    columns: wordOf(search['columns'], 400),
    density: oneOf(search['density'], densities),
    view: wordOf(search['view'], 80),
    sort: oneOf(search['sort'], sorts),
  })
}

/** The columns that are shown, in their order; the usual ones when a link names none that there is. */
export function shownColumns(
  columns: string | undefined,
  known: readonly string[],
  usual: readonly string[],
): readonly string[] {
  const named = [...new Set(columns?.split(','))].filter((id) => known.includes(id))
  return named.length > 0 ? named : usual
}
