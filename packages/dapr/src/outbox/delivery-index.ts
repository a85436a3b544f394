import type { CloudEvent } from '@comptoir/contracts/event'

/** An index entry of a document: in the sorted set `key` of its index, at `score`. */
export type IndexEntry = { readonly index: string; readonly key: string; readonly score: number }

/** A write that was announced: `document` (`<collection>/<id>`) was about to get `version` at `at` (ms). */
export type Marker = { readonly document: string; readonly version: number; readonly at: number }

export type Finish = {
  readonly document: string
  readonly version: number
  /** The outbox; only events of versions newer than `sent` are appended to the log. */
  readonly events: readonly CloudEvent[]
  readonly entries: readonly IndexEntry[]
  /** Markers to remove, none newer than `version`. */
  readonly markers: readonly number[]
  /** Places the index entries of the version that is sent already again. */
  readonly again?: boolean
}

export type IndexAddress = {
  readonly collection: string
  readonly index: string
  readonly key: string
}

export type IndexPage = {
  readonly limit: number
  readonly order: 'asc' | 'desc'
  readonly after?: { readonly score: number; readonly id: string } | undefined
}

/** An id in an index; `sent` is its document's sent version when it was read, to repair without racing. */
export type IndexHit = { readonly id: string; readonly score: number; readonly sent: number }

export type LogEntry = { readonly position: string; readonly event: CloudEvent }

/** The records in Redis that let events and indexes follow their documents after any crash. */
export type Ledger = {
  /** Announces a write and answers the version up to which events are sent: one trip. */
  mark(document: string, version: number): Promise<number>
  sent(document: string): Promise<number>
  /** One atomic step: log, index entries and `sent` if the version is newer; always removes the markers. */
  finish(input: Finish): Promise<void>
  /** Markers older than `olderThanMs`, oldest first. */
  pending(olderThanMs: number, page: { offset: number; limit: number }): Promise<Marker[]>
  /** Removes a marker unless it was renewed since it was read. */
  dropMarker(marker: Marker): Promise<void>
  page(address: IndexAddress, page: IndexPage): Promise<IndexHit[]>
  /** How many there are; with a range, only those whose score is in it. */
  count(address: IndexAddress, range?: Omit<ScoreRange, 'limit'>): Promise<number>
  range(address: IndexAddress, range: ScoreRange): Promise<string[]>
  /** Removes an entry whose document is gone, unless the document was written since. */
  repair(address: IndexAddress, hit: IndexHit): Promise<void>
  /** The log after a position, oldest first. */
  read(after: string, limit: number): Promise<LogEntry[]>
  /** Where a full log begins; none in one that has room. */
  cutAt(): Promise<string | undefined>
  /** Drops what is older from the log. */
  trim(olderThanMs: number): Promise<void>
}

export type ScoreRange = { readonly min?: number; readonly max?: number; readonly limit?: number }
