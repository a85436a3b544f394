import type { InvoiceExport } from '@comptoir/contracts/billing/export-routes'
import { refuse } from '@comptoir/service/problems/refusal'
import type { ExportPart, StoredExport } from './invoice-export-store.ts'

type Running = Extract<StoredExport, { status: 'running' }>
type Ended = Exclude<StoredExport, { status: 'queued' | 'running' }>
export type ExportChange = { readonly next: StoredExport } | undefined
type Reason = NonNullable<InvoiceExport['reason']>

/** How long a ZIP can be fetched, in milliseconds. */
const keptMs = 24 * 3_600_000
/** What one ZIP without the 64-bit extension holds at most, in bytes, with room for its directory. */
const mostBytes = 4_000_000_000
export const mostDocuments = 20_000
/** Rounds that fail one after the other, some seconds apart, before an export is given up. */
const mostFailures = 20

type Begun = { readonly ids: string; readonly total: number; readonly now: string }

/** Begins with documents that are fixed from now on: `ids` is the file that names them. */
export function beginExport(job: StoredExport, { ids, total, now }: Begun): ExportChange {
  if (job.status !== 'queued') return undefined
  const begun: Running = { ...job, status: 'running', ids, total, parts: [], failures: 0 }
  return { next: total === 0 ? doneOf(begun, now) : begun }
}

/** Adds what was made of the documents from `at` on; nothing when another replica did, or the export ended meanwhile. */
export function addPart(
  job: StoredExport,
  at: number,
  { part, now }: { readonly part: ExportPart; readonly now: string },
): ExportChange {
  if (job.status !== 'running' || documentsIn(job.parts) !== at) return undefined
  const next: Running = { ...job, parts: [...job.parts, part], failures: 0 }
  if (bytesIn(next.parts) > mostBytes) return { next: failed(next, 'too_large', now) }
  return { next: documentsIn(next.parts) < next.total ? next : doneOf(next, now) }
}

/** Notes that a round failed; after twenty in a row the export has. */
export function noteFailure(job: StoredExport, now: string): ExportChange {
  if (job.status !== 'running') return undefined
  const failures = job.failures + 1
  if (failures >= mostFailures) return { next: failed(job, 'files_unreadable', now) }
  return { next: { ...job, failures } }
}

export function failExport(job: StoredExport, reason: Reason, now: string): ExportChange {
  if (job.status !== 'queued' && job.status !== 'running') return undefined
  return { next: failed(job, reason, now) }
}

/** Stops an export that has not ended. Refuses one that ended otherwise with `transition_refused`. */
export function cancelExport(job: StoredExport, now: string): ExportChange {
  if (job.status === 'cancelled') return undefined
  if (job.status !== 'queued' && job.status !== 'running') {
    throw refuse('transition_refused', `the export is ${job.status}`)
  }
  return { next: { ...job, status: 'cancelled', endedAt: now } }
}

/** Forgets the files of an export that ended, once they are removed; one that was done is expired then. */
export function forgetFiles(job: StoredExport): ExportChange {
  if (!isEnded(job) || job.ids === undefined) return undefined
  const parts = job.parts?.map(({ entries, leftOut }) => ({ entries, leftOut }))
  const forgotten = { ids: undefined, parts }
  if (job.status !== 'done') return { next: { ...job, ...forgotten } }
  const { expiresAt: _, ...rest } = job
  return { next: { ...rest, ...forgotten, status: 'expired' } }
}

export const isEnded = (job: StoredExport): job is Ended =>
  job.status !== 'queued' && job.status !== 'running'

/** How many documents the parts are over: each is an entry. */
export const documentsIn = (parts: readonly Pick<ExportPart, 'entries'>[] = []): number =>
  parts.reduce((sum, { entries }) => sum + entries, 0)

/** Bytes of the entries, without the directory at the end. */
export const bytesIn = (parts: readonly ExportPart[] = []): number =>
  parts.reduce((sum, { data }) => sum + (data?.size ?? 0), 0)

export const directoryBytesIn = (parts: readonly ExportPart[] = []): number =>
  parts.reduce((sum, { directory }) => sum + (directory?.size ?? 0), 0)

function doneOf(job: Running, now: string): StoredExport {
  const expiresAt = new Date(Date.parse(now) + keptMs).toISOString()
  return { ...job, status: 'done', endedAt: now, expiresAt }
}

const failed = (job: StoredExport, reason: Reason, now: string): StoredExport => ({
  ...job,
  ...{ status: 'failed', reason, endedAt: now },
})
