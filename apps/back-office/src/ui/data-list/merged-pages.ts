import type { PageQuery } from './use-pages.ts'

type Page<Row> = { readonly items: readonly Row[]; readonly nextCursor?: string | undefined }

type Merge<Row, List extends string> = {
  readonly lists: readonly List[]
  /** When a row began: the newest come first. */
  readonly momentOf: (row: Row) => string
  readonly ask: (list: List, page: PageQuery) => Promise<Page<Row>>
}

/**
 * A page of several lists as one, newest first: its cursor names where each list goes on, and those that are at their end are left out.
 * @example mergedPage(page, { lists: ['lost', 'damaged'], momentOf, ask: (status, from) => call(…, { query: { status, ...from } }) })
 */
export async function mergedPage<Row, List extends string>(
  { limit, cursor }: PageQuery,
  { lists, momentOf, ask }: Merge<Row, List>,
): Promise<Page<Row>> {
  const places = cursor === undefined ? undefined : (JSON.parse(cursor) as Record<string, string>)
  const open = places ? lists.filter((list) => places[list] !== undefined) : lists
  const pages = await Promise.all(
    open.map(async (list) => {
      const place = places?.[list]
      const page = { limit, ...(place !== undefined && { cursor: place }) }
      return { list, found: await ask(list, page) }
    }),
  )
  const items = pages
    .flatMap(({ found }) => found.items)
    .toSorted((a, b) => (momentOf(a) < momentOf(b) ? 1 : -1))
  const next = Object.fromEntries(
    pages.flatMap(({ list, found: { nextCursor } }) => (nextCursor ? [[list, nextCursor]] : [])),
  )
  return { items, ...(Object.keys(next).length > 0 && { nextCursor: JSON.stringify(next) }) }
}
