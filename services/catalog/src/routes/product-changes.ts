import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import {
  cancelProductChange,
  createProductChange,
  listProductChanges,
  type NewProductChange,
  pauseProductChange,
  previewProductChange,
  readProductChange,
  resumeProductChange,
  undoProductChange,
} from '@comptoir/contracts/catalog/product-change-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { idOfRequest } from '@comptoir/service/http/id-of-request'
import { refuse } from '@comptoir/service/problems/refusal'
import { cancel, type JobChange, newJob, pause, resume, undo } from '../changes/change-job.ts'
import type { StoredChangeJob } from '../changes/change-job-store.ts'
import { changeView } from '../changes/change-view.ts'
import { previewOf } from '../changes/preview.ts'
import { selected } from '../changes/selection.ts'
import type { Deps } from '../deps.ts'

const productsAtMost = 10_000

/** Changes of many products at once, for staff. */
export function addProductChangeRoutes(app: ServiceApp, deps: Deps): void {
  const { changeJobs, catalogue, clock } = deps

  app.openapi(previewProductChange, async (c) => {
    const asked = c.req.valid('json')
    await checkNames(deps, asked)
    const { changes, selection } = asked
    const products = await selected(catalogue, selection, setImmediate)
    return c.json(await previewOf(products, { changes, now: clock(), pause: setImmediate }), 200)
  })

  app.openapi(createProductChange, async (c) => {
    const { 'idempotency-key': key } = c.req.valid('header')
    const asked = c.req.valid('json')
    return c.json(changeView(await begin(deps, asked, { key, userId: currentUser(c).id })), 202)
  })

  app.openapi(listProductChanges, async (c) => {
    const page = { ...c.req.valid('query'), order: 'desc' } as const
    const { items, ...rest } = await changeJobs.list('all', 'all', page)
    return c.json({ items: items.map(changeView), ...rest }, 200)
  })

  app.openapi(readProductChange, async (c) => {
    const job = await changeJobs.get(c.req.valid('param').changeId)
    if (!job) throw refuse('not_found')
    return c.json(changeView(job), 200)
  })

  addActions(app, deps)
}

function addActions(app: ServiceApp, { changeJobs, clock }: Deps): void {
  const act = async (changeId: string, rule: (job: StoredChangeJob) => JobChange) =>
    changeView(await changeJobs.update(changeId, rule))

  app.openapi(pauseProductChange, async (c) =>
    c.json(await act(c.req.valid('param').changeId, pause), 200),
  )
  app.openapi(resumeProductChange, async (c) =>
    c.json(await act(c.req.valid('param').changeId, resume), 200),
  )
  app.openapi(undoProductChange, async (c) =>
    c.json(await act(c.req.valid('param').changeId, undo), 200),
  )
  app.openapi(cancelProductChange, async (c) => {
    const now = clock().toISOString()
    return c.json(await act(c.req.valid('param').changeId, (job) => cancel(job, now)), 200)
  })
}

/** The same key of the same user is the same change: of the products that were selected the first time. */
async function begin(
  deps: Deps,
  asked: NewProductChange,
  { key, userId }: { readonly key: string; readonly userId: string },
) {
  const { changeJobs, catalogue, blobs, clock } = deps
  const changeId = idOfRequest('chg', userId, key)
  const fingerprint = createHash('sha256').update(JSON.stringify(asked)).digest('hex')
  const known = (await changeJobs.get(changeId)) ?? (await create())
  if (known.data.fingerprint !== fingerprint) throw refuse('idempotency_key_reused')
  return known

  async function create() {
    await checkNames(deps, asked)
    const products = await selected(catalogue, asked.selection, setImmediate)
    const ids = products.map(({ productId }) => productId)
    if (ids.length > productsAtMost) {
      const message = `${ids.length} products are selected, ${productsAtMost} at most`
      throw refuse('invalid_request', message, {
        errors: [{ field: 'selection', code: 'too_big', message }],
      })
    }
    // named by its content: without the id of the change it would be the file of another change, too
    const { sha256 } = await blobs.put(Buffer.from(JSON.stringify([changeId, ...ids])))
    const total = ids.length
    const by = { createdBy: userId, createdAt: clock().toISOString() }
    const job = newJob({ changes: asked.changes, fingerprint, ids: sha256, total, ...by })
    const { document } = await changeJobs.create(changeId, job)
    return document
  }
}

/** Refuses categories and tax classes that do not exist, before anything is changed. */
async function checkNames({ productCommands }: Deps, { changes }: NewProductChange): Promise<void> {
  for (const change of changes) {
    if (change.kind === 'categories') productCommands.checkCategories(change.add)
    if (change.kind === 'tax_class') await productCommands.checkTaxClass(change.taxClass)
  }
}
