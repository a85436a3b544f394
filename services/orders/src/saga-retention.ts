import { repeat, type Stop } from '@comptoir/dapr/background'
import { type Collection, createCollection } from '@comptoir/dapr/documents'
import type { Store } from '@comptoir/dapr/store'
import { walk } from '@comptoir/dapr/walk'
import type { WorkflowEngine } from '@comptoir/dapr/workflow'
import type { Logger } from '@comptoir/service/log'
import { z } from 'zod'
import type { Orders } from './order-store.ts'
import { cancelSagaId } from './saga-contract.ts'

const Sweep = z.object({ untilMs: z.int() })
/** How far the histories have been forgotten. */
export type Sweeps = Collection<z.infer<typeof Sweep>>

export const createSweeps = (store: Store): Sweeps =>
  createCollection(store, { name: 'saga-sweeps', schema: Sweep })

export type RetentionDeps = {
  readonly orders: Pick<Orders, 'list'>
  readonly sweeps: Pick<Sweeps, 'get' | 'upsert'>
  readonly engine: Pick<WorkflowEngine, 'purge'>
  readonly clock: () => Date
  readonly log: Logger
  /** How long the history of a saga is kept. */
  readonly keptHours: number
}

const everyMs = 600_000
/** Orders by the day they were placed; and those cancelled later, whose cancel saga has a history of its own. */
const rounds = [
  { index: 'of', key: 'all' },
  { index: 'since', key: 'cancelled' },
]

/**
 * Forgets the histories of sagas some days after their order, here and not by the engine's own retention: that costs
 * each order a job in the scheduler, and daprd 1.18.1 crashes now and then while it sets it.
 */
export function startRetention(deps: RetentionDeps): Stop {
  return repeat({ name: 'saga retention', everyMs, log: deps.log, run: (s) => forgetOnce(deps, s) })
}

/** One sweep, from where the last one ended. A saga that still runs is left alone. */
export async function forgetOnce(deps: RetentionDeps, signal?: AbortSignal): Promise<void> {
  const { orders, sweeps, engine, clock, keptHours } = deps
  const max = clock().getTime() - 3_600_000 * keptHours
  const min = (await sweeps.get('histories'))?.data.untilMs ?? 0
  for (const round of rounds) {
    for await (const { id } of walk({ collection: orders, ...round, min, max })) {
      if (signal?.aborted) return
      await engine.purge(id)
      await engine.purge(cancelSagaId(id))
    }
  }
  await sweeps.upsert('histories', () => ({ next: { untilMs: max } }))
}
