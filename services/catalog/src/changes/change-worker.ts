import type { Keys } from '@comptoir/dapr/leases/keys'
import { withLease } from '@comptoir/dapr/leases/lease'
import type { Deps } from '../deps.ts'
import type { Product } from '../products/product.ts'
import { applyBulkChange, undoBulkChange } from './bulk-change.ts'
import { positionOf, recordPage } from './change-job.ts'
import type { StoredChangeJob } from './change-job-store.ts'
import { failureOf } from './failure.ts'

export type ChangeWorkerDeps = Pick<
  Deps,
  'changeJobs' | 'productCommands' | 'blobs' | 'clock' | 'log'
> & { readonly keys: Keys }

/** Products that are changed at once, and noted together. */
const pageSize = 25

/**
 * Makes the changes that are asked for, one after the other, in one replica at a time. After a crash the next replica goes on with the
 * page that was not noted: products know what was done to them, so none is changed twice.
 */
export function createChangeWorker(deps: ChangeWorkerDeps) {
  const { changeJobs, keys, log } = deps
  return async function work(signal: AbortSignal): Promise<void> {
    const open = await changeJobs.ids('open', 'all')
    if (open.length === 0) return
    await withLease(keys, { name: 'catalog:product-changes', signal }, async (goesOn) => {
      for (const id of open) {
        const isMade = await makeOne(deps, id, goesOn).then(
          () => true,
          (error: unknown) => log.warn({ err: error, change: id }, 'a bulk change goes on later'),
        )
        // one after the other: a product remembers few changes, and must know this one when it goes on
        if (!isMade) return
      }
    })
  }
}

async function makeOne(
  deps: ChangeWorkerDeps,
  changeId: string,
  goesOn: () => Promise<boolean>,
): Promise<void> {
  const { changeJobs, clock } = deps
  let job = (await changeJobs.get(changeId))?.data
  const ids = job && (await readIds(deps, job))
  while (job && ids && isAtWork(job) && (await goesOn())) {
    const at = positionOf(job)
    const page = await makePage(deps, { changeId, job, ids: ids.slice(at, at + pageSize) })
    const now = clock().toISOString()
    job = (await changeJobs.update(changeId, (data) => recordPage(data, at, { page, now }))).data
  }
}

const isAtWork = ({ status }: StoredChangeJob) => status === 'running' || status === 'undoing'

async function readIds({ blobs }: ChangeWorkerDeps, { ids }: StoredChangeJob): Promise<string[]> {
  const bytes = await blobs.get(ids)
  if (!bytes) throw new Error('the list of products is gone')
  return (JSON.parse(bytes.toString()) as string[]).slice(1)
}

type Asked = { readonly changeId: string; readonly job: StoredChangeJob }

async function makePage(deps: ChangeWorkerDeps, { ids, ...asked }: Asked & { ids: string[] }) {
  const outcomes = await Promise.all(ids.map((productId) => makeProduct(deps, productId, asked)))
  return {
    work: asked.job.status === 'undoing' ? ('undo' as const) : ('change' as const),
    size: ids.length,
    changed: outcomes.filter((outcome) => outcome === 'changed').length,
    failures: outcomes.filter((outcome) => typeof outcome === 'object'),
  }
}

async function makeProduct(
  { productCommands, clock }: ChangeWorkerDeps,
  productId: string,
  { changeId, job }: Asked,
) {
  let isChanged = false
  const rule = (product: Product) => {
    const change =
      job.status === 'undoing'
        ? undoBulkChange(product, changeId, clock())
        : applyBulkChange(product, { changeId, changes: job.changes }, clock())
    if (change) productCommands.checkCategories(change.next.categoryIds)
    isChanged = change !== undefined || isDone(product, job, changeId)
    return change
  }
  try {
    await productCommands.change(productId, rule)
    return isChanged ? 'changed' : 'unchanged'
  } catch (error) {
    return failureOf(productId, error)
  }
}

/** A page that is made again after a crash finds its products changed. */
const isDone = ({ bulkChanges = [] }: Product, { status }: StoredChangeJob, changeId: string) =>
  status !== 'undoing' && bulkChanges.some((one) => one.changeId === changeId)
