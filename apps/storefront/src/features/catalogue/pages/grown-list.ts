/** A list of which more pages were asked for: those that are shown, one after the other. */
export type Grown<T> = {
  /** The address of the list without its page. */
  readonly list: string
  readonly chunks: readonly Chunk<T>[]
}
type Chunk<T> = { readonly page: number; readonly count: number; readonly cards: T }

const lastOf = <T>({ chunks }: Grown<T>): number | undefined => chunks.at(-1)?.page

const firstOf = <T>({ chunks }: Grown<T>): number | undefined => chunks[0]?.page

/** How many cards stand before those of the last page. */
export const countBefore = <T>({ chunks }: Grown<T>): number =>
  chunks.slice(0, -1).reduce((sum, { count }) => sum + count, 0)

type Came<T> = {
  readonly list: string
  readonly chunk: Chunk<T>
  /** Whether the page was asked for as more of the list; else it stands alone, as its number says. */
  readonly asMore: boolean
}

/** The list once a page of it came: more of it, the same page read again, or another one. */
export function grow<T>(before: Grown<T>, { list, chunk, asMore }: Came<T>): Grown<T> {
  const { chunks } = before
  const last = lastOf(before)
  if (list !== before.list || last === undefined) return { list, chunks: [chunk] }
  if (last === chunk.page) return { list, chunks: [...chunks.slice(0, -1), chunk] }
  return { list, chunks: asMore && last + 1 === chunk.page ? [...chunks, chunk] : [chunk] }
}

/** What an entry of the browser's history says of a list that grew. */
type Mark = { readonly list: string; readonly first: number; readonly page: number }

export function markOf<T>(grown: Grown<T>): Mark | undefined {
  const [first, page] = [firstOf(grown), lastOf(grown)]
  if (first === undefined || page === undefined || first === page) return undefined
  return { list: grown.list, first, page }
}

/** Whether a list is the one of a mark, whoever wrote that. */
export function isMarked<T>(grown: Grown<T>, mark: unknown): boolean {
  const own = markOf(grown)
  if (!own || typeof mark !== 'object' || mark === null) return false
  const other = mark as Partial<Mark>
  return own.list === other.list && own.first === other.first && own.page === other.page
}
