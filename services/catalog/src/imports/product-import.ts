import type {
  ProductImportMapping,
  ProductImportStatus,
} from '@comptoir/contracts/catalog/product-import-routes'
import { refuse } from '@comptoir/service/problems/refusal'
import type { StoredImport } from './product-import-store.ts'

export type ImportChange = { readonly next: StoredImport } | undefined
type Progress = NonNullable<StoredImport['progress']>
type Check = NonNullable<StoredImport['check']>

/** A mapping says how to read it anew: what was found before is forgotten. */
export function withMapping(job: StoredImport, mapping: ProductImportMapping): ImportChange {
  requireOneOf(job, ['uploaded', 'checked', 'unusable'])
  const { check: _, reason: __, remarks: ___, ...rest } = untroubled(job)
  return { next: { ...rest, mapping, status: 'uploaded' } }
}

/** Begins a dry run; one that runs, goes on. */
export function beginCheck(job: StoredImport): ImportChange {
  if (job.status === 'checking') return undefined
  requireOneOf(job, ['uploaded', 'checked'])
  if (!job.mapping) throw refuse('transition_refused', 'say first how its columns become products')
  return { next: { ...job, status: 'checking' } }
}

export function noteCheck(job: StoredImport, check: Check, remarks: string): ImportChange {
  if (job.status !== 'checking') return undefined
  return { next: { ...untroubled(job), status: 'checked', check, remarks } }
}

/** The file cannot be read in this way; another mapping may do. */
export function noteUnusable(job: StoredImport, reason: string): ImportChange {
  if (job.status !== 'checking' && job.status !== 'running') return undefined
  return { next: { ...untroubled(job), status: 'unusable', reason } }
}

export const run = (job: StoredImport) => move(job, ['checked'], 'running')
export const pause = (job: StoredImport) => move(job, ['running'], 'paused')

/** Goes on where it was paused, or given up: then it is tried as often again. */
export function resume(job: StoredImport): ImportChange {
  if (job.status !== 'failed') return move(job, ['paused'], 'running')
  const { failedIn = 'running', reason: _, ...rest } = job
  return { next: { ...rest, status: failedIn } }
}

const cancellable = ['uploaded', 'checking', 'checked', 'running', 'paused', 'failed'] as const

export function cancel(job: StoredImport, now: string): ImportChange {
  const change = move(job, cancellable, 'cancelled')
  return change && { next: { ...change.next, endedAt: now } }
}

const second = 1_000
const minute = 60 * second
/** After the first, second, … failure in a row: nearly two hours in all, as an outage may last. */
const pausesMs = [
  ...[2, 10, 30].map((seconds) => seconds * second),
  ...[2, 5, 15, 30, 60].map((minutes) => minutes * minute),
]

/** It went wrong: it is tried again, each time later, and given up in the end. */
export function noteFailure(job: StoredImport, reason: string, now: Date): ImportChange {
  const { status } = job
  if (status !== 'checking' && status !== 'running') return undefined
  const failures = (job.retry?.failures ?? 0) + 1
  const pauseMs = pausesMs[failures - 1]
  if (pauseMs === undefined)
    return { next: { ...untroubled(job), status: 'failed', failedIn: status, reason } }
  const at = new Date(now.getTime() + pauseMs).toISOString()
  return { next: { ...job, retry: { failures, reason, at } } }
}

/** Something went well since it went wrong. */
const untroubled = ({ retry: _, ...job }: StoredImport): StoredImport => job

export const nothingWritten: Progress = {
  ...{ done: 0, refused: 0, products: { created: 0, updated: 0, unchanged: 0 } },
  stock: { created: 0, changed: 0, unchanged: 0 },
}

/** Notes what was written behind the products from `at` on; nothing when that is noted already. */
export function noteProgress(
  job: StoredImport,
  at: number,
  { progress, remarks }: { readonly progress: Progress; readonly remarks: string },
): ImportChange {
  const before = job.progress ?? nothingWritten
  if (before.done !== at) return undefined
  return { next: { ...untroubled(job), progress, remarks } }
}

export function end(job: StoredImport, now: string): ImportChange {
  if (job.status !== 'running') return undefined
  return { next: { ...untroubled(job), status: 'done', endedAt: now } }
}

function move(
  job: StoredImport,
  from: readonly ProductImportStatus[],
  to: ProductImportStatus,
): ImportChange {
  if (job.status === to) return undefined
  requireOneOf(job, from)
  return { next: { ...untroubled(job), status: to } }
}

function requireOneOf({ status }: StoredImport, from: readonly ProductImportStatus[]): void {
  if (!from.includes(status)) throw refuse('transition_refused', `the import is ${status}`)
}
