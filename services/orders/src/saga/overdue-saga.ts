import type { Deps } from '../deps.ts'

type WatchDeps = Pick<Deps, 'clock' | 'log'> & {
  readonly sagas: Pick<Deps['sagas'], 'running' | 'nextTurnBy' | 'end'>
}

/** How long a step may take, its wait for a place and for its order included. */
const stepMs = 60_000
/** How late a turn may be: then the timer, or the answer of the step, is taken for lost. */
const patienceMs = 60_000

/** Whether an instance runs that was asked for at a time. One that is overdue is ended, and started again when that is done. */
export async function isAttended(
  { sagas, clock, log }: WatchDeps,
  { id, askedAt }: { readonly id: string; readonly askedAt: Date },
): Promise<boolean> {
  const turns = await sagas.running(id)
  if (!turns) return false
  const lastTurnAt = turns.lastTurnAt ?? askedAt
  const overdueFrom = clock().getTime() - patienceMs
  if (lastTurnAt.getTime() > overdueFrom) return true
  const dueMs = (await sagas.nextTurnBy(id, stepMs))?.getTime() ?? lastTurnAt.getTime() + stepMs
  if (dueMs > overdueFrom) return true
  log.warn({ instanceId: id, lastTurnAt, dueAt: new Date(dueMs) }, 'ending an overdue saga')
  await sagas.end(id)
  return true
}
