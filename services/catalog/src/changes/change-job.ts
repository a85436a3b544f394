import type { NewProductChange } from '@comptoir/contracts/catalog/product-change-routes'
import { refuse } from '@comptoir/service/problems/refusal'
import type { StoredChangeJob } from './change-job-store.ts'

export type JobChange = { readonly next: StoredChangeJob } | undefined
type Progress = StoredChangeJob['progress']
type Failures = StoredChangeJob['failures']

const failuresAtMost = 100
const nothingDone: Progress = { done: 0, changed: 0, failed: 0 }

type Asked = Pick<NewProductChange, 'changes'> &
  Pick<StoredChangeJob, 'fingerprint' | 'ids' | 'total' | 'createdBy' | 'createdAt'>

/** A change that begins; one of no products is done. */
export const newJob = (asked: Asked): StoredChangeJob => ({
  ...{ ...asked, changes: [...asked.changes], progress: nothingDone, failures: [] },
  ...(asked.total === 0
    ? { status: 'done', endedAt: asked.createdAt }
    : { status: 'running' as const }),
})

/** How many products the job is over with, of what it is at: the change, or its undo. */
export const positionOf = ({ status, progress, undo }: StoredChangeJob): number =>
  (status === 'undoing' ? undo : progress)?.done ?? 0

type Page = {
  /** What was done to its products. */
  readonly work: 'change' | 'undo'
  readonly size: number
  readonly changed: number
  readonly failures: Failures
}

/**
 * Notes what became of the products from `at` on; nothing when that is noted already. A page that was being made when the job was
 * paused, ended or undone is noted, too: its products are changed.
 */
export function recordPage(
  job: StoredChangeJob,
  at: number,
  { page, now }: { readonly page: Page; readonly now: string },
): JobChange {
  const isUndo = page.work === 'undo'
  const before = (isUndo ? job.undo : job.progress) ?? nothingDone
  if (before.done !== at || (isUndo && job.status !== 'undoing')) return undefined
  const progress = {
    done: before.done + page.size,
    changed: before.changed + page.changed,
    failed: before.failed + page.failures.length,
  }
  const failures = [...job.failures, ...page.failures].slice(0, failuresAtMost)
  const next = { ...job, ...(isUndo ? { undo: progress } : { progress }), failures }
  const isGoingOn = isUndo || job.status === 'running' || job.status === 'paused'
  if (progress.done < job.total || !isGoingOn) return { next }
  return { next: { ...next, status: isUndo ? 'undone' : 'done', endedAt: now } }
}

export const pause = (job: StoredChangeJob): JobChange => move(job, ['running'], 'paused')
export const resume = (job: StoredChangeJob): JobChange => move(job, ['paused'], 'running')

export function cancel(job: StoredChangeJob, now: string): JobChange {
  const change = move(job, ['running', 'paused'], 'cancelled')
  return change && { next: { ...change.next, endedAt: now } }
}

/** Begins to take back what the job did. One that is undone, or on its way there, stays so. */
export function undo(job: StoredChangeJob): JobChange {
  if (job.status === 'undone') return undefined
  const change = move(job, ['done', 'cancelled'], 'undoing')
  if (!change) return undefined
  const { endedAt: _, ...rest } = change.next
  return { next: { ...rest, undo: nothingDone, failures: [] } }
}

/** Refuses with transition_refused from any state but these; nothing when it is there already. */
function move(
  job: StoredChangeJob,
  from: readonly StoredChangeJob['status'][],
  to: StoredChangeJob['status'],
): JobChange {
  if (job.status === to) return undefined
  if (!from.includes(job.status)) throw refuse('transition_refused', `the change is ${job.status}`)
  return { next: { ...job, status: to } }
}
