import { z } from 'zod'
import type { StatePort } from '../documents/state-port.ts'

/**
 * A page of the roster: names of documents (`<collection>/<id>`), written by one process. Pages are numbered from 1 and
 * never deleted; a process claims the next number by creating that page.
 */
export const RosterPage = z.object({
  /** Which attempt to claim the number won. */
  claim: z.string(),
  documents: z.array(z.string()),
  changedAtMs: z.int(),
})
export type RosterPage = z.infer<typeof RosterPage>

export type NumberedPage = RosterPage & { readonly number: number; readonly etag: string }

/** The documents that the store holds cannot be listed for sure. */
export class RosterError extends Error {
  override name = 'RosterError'
}

export const pageKey = (number: number) => `roster:${number}`

/** How many names a page holds at most. A name takes about 50 bytes, and each addition writes its page again. */
export const namesPerPage = 100

const pagesPerRead = 50

/** The pages in order. Throws a RosterError when one is missing before the last, or is not a page. */
export async function* readPages(state: StatePort): AsyncGenerator<NumberedPage> {
  for (let first = 1, isEnd = false; !isEnd; ) {
    const run = await readRun(state, first)
    yield* run.pages
    first += run.pages.length
    isEnd = run.isEnd
  }
}

/** The next pages, as far as they follow each other. */
async function readRun(state: StatePort, first: number) {
  const found = await readFrom(state, first)
  const end = found.indexOf(undefined)
  const pages = found.slice(0, end < 0 ? undefined : end).filter((page) => page !== undefined)
  const isEnd = end >= 0 && found.slice(end).every((page) => page === undefined)
  if (pages.length > 0 || isEnd) return { pages, isEnd }
  // the reads of one look are not one moment: the page may have been claimed meanwhile
  if (await state.read(pageKey(first))) return { pages, isEnd }
  throw new RosterError(`page ${first} of the roster is missing`)
}

async function readFrom(state: StatePort, first: number): Promise<(NumberedPage | undefined)[]> {
  const numbers = Array.from({ length: pagesPerRead }, (_, n) => first + n)
  const found = await state.readMany(numbers.map(pageKey))
  return numbers.map((number) => {
    const stored = found.get(pageKey(number))
    if (!stored) return undefined
    const page = RosterPage.safeParse(stored.value)
    if (!page.success) throw new RosterError(`page ${number} of the roster is damaged`)
    return { ...page.data, number, etag: stored.etag }
  })
}

/** The number of the last page, 0 without any: about two reads for each doubling of their number, once a process. */
export async function lastPage(state: StatePort): Promise<number> {
  const isThere = async (number: number) => (await state.read(pageKey(number))) !== undefined
  let there = 0
  let missing = 1
  while (await isThere(missing)) {
    there = missing
    missing *= 2
  }
  while (missing - there > 1) {
    const middle = Math.floor((there + missing) / 2)
    if (await isThere(middle)) there = middle
    else missing = middle
  }
  return there
}
