import {
  listReconciliations,
  type Reconciliation,
  readReconciliation,
  recordReconciliation,
} from '@comptoir/contracts/admin/reconciliation-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'

type ReconciliationDeps = Pick<Deps, 'reconciliations' | 'clock'>

/** What runs of reconciliation found, for staff; the runs themselves are `npm run reconcile`, or the CronJob of a cluster. */
export function addReconciliationRoutes(app: ServiceApp, deps: ReconciliationDeps): void {
  const { reconciliations, clock } = deps

  app.openapi(recordReconciliation, async (c) => {
    const { runId } = c.req.valid('param')
    const report = c.req.valid('json')
    const recordedBy = currentUser(c).id
    const recordedAt = clock().toISOString()
    const { document } = await reconciliations.create(runId, {
      ...report,
      ...{ runId, recordedAt, recordedBy },
    })
    return c.json(document.data, 200)
  })

  app.openapi(listReconciliations, async (c) => {
    const page = await reconciliations.list('all', 'all', {
      ...c.req.valid('query'),
      order: 'desc',
    })
    return c.json({ ...page, items: page.items.map(({ data }) => toSummary(data)) }, 200)
  })

  app.openapi(readReconciliation, async (c) => {
    const found = await reconciliations.get(c.req.valid('param').runId)
    if (!found) throw refuse('not_found')
    return c.json(found.data, 200)
  })
}

function toSummary({ runId, readAt, orders, inMotion, ...report }: Reconciliation) {
  const { length: discrepancies } = report.discrepancies
  const { length: claims } = report.claims
  const agrees = discrepancies + report.leftOut === 0
  return { runId, readAt, orders, inMotion, agrees, discrepancies, claims }
}
