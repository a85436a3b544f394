import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { walk } from '@comptoir/dapr/documents/walk'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { WorkflowEngine } from '@comptoir/dapr/workflow/engine'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import type { Order } from '../order/order.ts'
import { sagaAtWork, sagaIdsOf } from '../order/order-sagas.ts'

/** `left`: earlier sagas that could not be purged yet. */
const Sweep = z.object({ untilMs: z.int(), left: z.array(z.string()).default([]) })
/** How far the histories have been purged. */
export type Sweeps = Collection<z.infer<typeof Sweep>>

export const createSweeps = (store: Store): Sweeps =>
  createCollection(store, { name: 'saga-sweeps', audit: 'none', schema: Sweep })

type RetentionDeps = Pick<Deps, 'clock' | 'log'> & {
  readonly orders: Pick<Deps['orders'], 'list'>
  readonly sweeps: Pick<Sweeps, 'get' | 'upsert'>
  readonly engine: Pick<WorkflowEngine, 'purge' | 'terminate'>
  readonly sagaHistoryHours: number
}

const everyMs = 600_000
const mostErrors = 100
/** Orders by the time they were placed; and those cancelled later, whose cancel saga has a history of its own. */
const rounds = [
  { index: 'of', key: 'all' },
  { index: 'since', key: 'cancelled' },
]

/**
 * Purges the histories of sagas some days after their order. The engine's own retention costs each order a job in the
 * scheduler, and daprd 1.18.1 sometimes crashes while it sets it.
 */
export function startRetention(deps: RetentionDeps): Stop {
  return repeat({ name: 'saga retention', everyMs, log: deps.log, run: (s) => purgeOnce(deps, s) })
}

/**
 * One sweep, from where the last one ended. A saga that still runs, or that the engine did not purge, is tried again in
 * the next sweep; one that runs for an order which needs none any more is ended first. After a hundred errors the engine is
 * away: the sweep throws the last one and is not recorded.
 */
export async function purgeOnce(deps: RetentionDeps, signal?: AbortSignal): Promise<void> {
  const { orders, sweeps, clock, sagaHistoryHours } = deps
  const max = clock().getTime() - 3_600_000 * sagaHistoryHours
  const before = (await sweeps.get('histories'))?.data ?? { untilMs: 0, left: [] }
  const sweep: SweepState = { left: new Set(), errors: 0 }
  for (const id of before.left) {
    if (signal?.aborted) return
    await purge(deps, sweep, id)
  }
  for (const round of rounds) {
    for await (const { data } of walk({ collection: orders, ...round, min: before.untilMs, max })) {
      if (signal?.aborted) return
      await purgeAll(deps, sweep, data)
    }
  }
  await sweeps.upsert('histories', () => ({ next: { untilMs: max, left: [...sweep.left] } }))
}

type SweepState = { readonly left: Set<string>; errors: number }

/** One that runs though its order needs none any more lost its timer, or the answer of its last step. */
async function purgeAll(deps: RetentionDeps, sweep: SweepState, order: Order): Promise<void> {
  const isOver = sagaAtWork(order) === undefined
  for (const sagaId of sagaIdsOf(order)) await purge(deps, sweep, sagaId, isOver)
}

async function purge(
  { engine, log }: RetentionDeps,
  sweep: SweepState,
  sagaId: string,
  isOver = false,
) {
  try {
    if ((await engine.purge(sagaId)) !== 'running') return
    sweep.left.add(sagaId)
    if (isOver) await engine.terminate(sagaId)
  } catch (error) {
    sweep.left.add(sagaId)
    sweep.errors += 1
    if (sweep.errors >= mostErrors) throw error
    log.warn({ err: error, sagaId }, 'this saga will be purged later')
  }
}
