import { randomUUID } from 'node:crypto'
import type { StatePort } from '../documents/state-port.ts'
import { SidecarError } from '../sidecar/sidecar.ts'
import { lastPage, namesPerPage, pageKey, RosterPage } from './roster-pages.ts'

/** The page that this process writes now. Its ETag is read after each write; none when that failed. */
type OpenPage = {
  readonly number: number
  readonly page: RosterPage
  readonly etag: Promise<string | undefined>
}

/** Writes names to pages of a process's own, one call after the other. */
export type PageWriter = {
  /** At most `namesPerPage` names. Throws a SidecarError when it is not certain that they are stored. */
  append(names: readonly string[]): Promise<void>
}

const claimTries = 3

/**
 * A page whose write was refused, or whose outcome is unknown, is never written again by its process: whenever that
 * write lands, the page has all the names that it had before.
 */
export function createPageWriter(state: StatePort, now: () => number): PageWriter {
  let open: OpenPage | undefined
  let claimed: number | undefined

  const openPage = (number: number, page: RosterPage): OpenPage => ({
    number,
    page,
    etag: state.read(pageKey(number)).then(
      (stored) => stored?.etag,
      () => undefined,
    ),
  })

  async function extend({ number, page, etag }: OpenPage, names: readonly string[]) {
    open = undefined
    const next = { ...page, documents: [...page.documents, ...names], changedAtMs: now() }
    const shown = await etag
    if (shown === undefined) return false
    const wrote = await wroteOf(state.write({ key: pageKey(number), value: next, etag: shown }))
    if (wrote) open = openPage(number, next)
    return wrote
  }

  /** Claims the next free number; a number is left only once its page was seen, so that none is skipped. */
  async function claim(names: readonly string[]): Promise<void> {
    const page = { claim: randomUUID(), documents: [...names], changedAtMs: now() }
    for (let unknown = 0; unknown < claimTries; ) {
      claimed ??= await lastPage(state)
      const number: number = claimed + 1
      const holder = await claimNumber(state, number, page)
      if (holder === undefined) unknown++
      else claimed = number
      if (holder === page.claim) {
        open = openPage(number, page)
        return
      }
    }
    throw new SidecarError('the roster cannot be written')
  }

  return {
    async append(names) {
      const isFull = (open?.page.documents.length ?? 0) + names.length > namesPerPage
      if (open && !isFull && (await extend(open, names))) return
      await claim(names)
    },
  }
}

/** The claim that holds the number now; none when the page is not there yet. */
async function claimNumber(state: StatePort, number: number, page: RosterPage) {
  const key = pageKey(number)
  if (await wroteOf(state.write({ key, value: page }))) return page.claim
  const stored = await state.read(key)
  return stored && RosterPage.parse(stored.value).claim
}

/** Whether a write is known to have landed. */
async function wroteOf(write: Promise<boolean>): Promise<boolean> {
  return await write.catch((error: unknown) => {
    if (!(error instanceof SidecarError)) throw error
    return false
  })
}
