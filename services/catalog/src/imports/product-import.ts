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
  const { check: _, reason: __, remarks: ___, ...rest } = job
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
  return { next: { ...job, status: 'checked', check, remarks } }
}

/** The file cannot be read in this way; another mapping may do. */
export function noteUnusable(job: StoredImport, reason: string): ImportChange {
  if (job.status !== 'checking' && job.status !== 'running') return undefined
  return { next: { ...job, status: 'unusable', reason } }
}

export const run = (job: StoredImport) => move(job, ['checked'], 'running')
export const pause = (job: StoredImport) => move(job, ['running'], 'paused')
export const resume = (job: StoredImport) => move(job, ['paused'], 'running')

export function cancel(job: StoredImport, now: string): ImportChange {
  const change = move(job, ['uploaded', 'checking', 'checked', 'running', 'paused'], 'cancelled')
  return change && { next: { ...change.next, endedAt: now } }
}

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
  return { next: { ...job, progress, remarks } }
}

export function end(job: StoredImport, now: string): ImportChange {
  if (job.status !== 'running') return undefined
  return { next: { ...job, status: 'done', endedAt: now } }
}

function move(
  job: StoredImport,
  from: readonly ProductImportStatus[],
  to: ProductImportStatus,
): ImportChange {
  if (job.status === to) return undefined
  requireOneOf(job, from)
  return { next: { ...job, status: to } }
}

function requireOneOf({ status }: StoredImport, from: readonly ProductImportStatus[]): void {
  if (!from.includes(status)) throw refuse('transition_refused', `the import is ${status}`)
}
