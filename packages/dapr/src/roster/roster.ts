import type { StatePort } from '../documents/state-port.ts'
import { SidecarError } from '../sidecar/sidecar.ts'
import { createPageWriter } from './page-writer.ts'
import { type NumberedPage, namesPerPage, pageKey, readPages } from './roster-pages.ts'

/** Some documents of a listing, by name (`<collection>/<id>`). */
export type RosterBatch = {
  readonly documents: readonly string[]
  /** Long ago enough that a document which is not there will not be written any more. */
  readonly isSettled: boolean
  /** Takes names off whose documents are gone. It may be left undone. */
  drop(gone: readonly string[]): Promise<void>
}

/**
 * The names of the documents in a state store, kept in that store: Dapr cannot list keys. A name is written down before
 * its document is created, so that none is ever missing; some may name a document that is gone or was never written.
 */
export type Roster = {
  /** Throws a SidecarError when it is not certain that the name is written down. */
  add(document: string): Promise<void>
  /** Throws a RosterError when the list cannot be trusted. */
  list(): AsyncIterable<RosterBatch>
}

/** A write whose outcome is unknown may land this much later, and the clocks of replicas differ. */
const settledAfterMs = 3_600_000

type Waiting = {
  readonly document: string
  resolve(): void
  reject(error: unknown): void
}

/**
 * The roster as one process writes it. Names that come while a page is written go into the next write together.
 * @example await roster.add('orders/ord_1')
 */
export function createRoster(state: StatePort, now: () => number): Roster {
  const pages = createPageWriter(state, now)
  let waiting: Waiting[] = []
  let isWriting = false

  async function writeWaiting(): Promise<void> {
    isWriting = true
    while (waiting.length > 0) {
      const batch = waiting.slice(0, namesPerPage)
      waiting = waiting.slice(namesPerPage)
      await pages.append([...new Set(batch.map(({ document }) => document))]).then(
        () => {
          for (const { resolve } of batch) resolve()
        },
        (error: unknown) => {
          for (const { reject } of batch) reject(error)
        },
      )
    }
    isWriting = false
  }

  return {
    add: (document) =>
      new Promise((resolve, reject) => {
        waiting.push({ document, resolve, reject })
        if (!isWriting) void writeWaiting()
      }),
    async *list() {
      for await (const page of readPages(state)) yield batchOf(state, page, now)
    },
  }
}

function batchOf(state: StatePort, page: NumberedPage, now: () => number): RosterBatch {
  const { number, etag, ...value } = page
  const isSettled = now() - page.changedAtMs > settledAfterMs
  return {
    documents: page.documents,
    isSettled,
    async drop(gone) {
      if (!isSettled || gone.length === 0) return
      const documents = page.documents.filter((document) => !gone.includes(document))
      const write = state.write({ key: pageKey(number), value: { ...value, documents }, etag })
      await write.catch((error: unknown) => {
        if (!(error instanceof SidecarError)) throw error
      })
    },
  }
}
