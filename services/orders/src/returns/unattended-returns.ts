import { walk } from '@comptoir/dapr/documents/walk'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { Deps } from '../deps.ts'
import { isAttended } from '../saga/overdue-saga.ts'
import { type RequestDeps, writeReturn } from './request-return.ts'
import type { Return } from './return.ts'
import { renewReturnSaga, returnSagaAskedAt, returnSagaIdOf } from './saga/return-saga-id.ts'

type WatchDeps = RequestDeps &
  Pick<Deps, 'clock' | 'log'> & {
    /** How long a return may wait for a step before its saga is looked for. */
    readonly unattendedSeconds: number
  }

/** A return whose document was not written, or whose saga was not started: a person waits for it. */
const urgentSeconds = 5

/** Looks for returns that nothing works on: those that their order holds and nobody wrote, and those whose saga is lost. */
export function startReturnWatch(deps: WatchDeps, everyMs: number): Stop {
  return repeat({ name: 'return watch', everyMs, log: deps.log, run: (s) => watchReturns(deps, s) })
}

/**
 * One round of the watch. One return that fails does not hold up the others. Sagas that were lost come first: what is started for a
 * return that nobody had written has taken no turn yet, and would be taken for lost, too.
 */
export async function watchReturns(deps: WatchDeps, signal?: AbortSignal): Promise<void> {
  const { returns, clock, log, unattendedSeconds } = deps
  const unattendedFrom = clock().getTime() - 1_000 * unattendedSeconds
  const due = { collection: returns, index: 'saga', key: 'due' }
  for await (const { data } of walk({ ...due, max: unattendedFrom })) {
    if (signal?.aborted) return
    const { returnId } = data
    await restart(deps, data).catch((error) =>
      log.warn({ err: error, returnId }, 'the watch of a return failed'),
    )
  }
  await writeUnwritten(deps, unattendedFrom, signal)
}

/** Writes the returns that only their order holds. The saga of one that was written long ago is looked for by the watch. */
async function writeUnwritten(
  deps: WatchDeps,
  unattendedFrom: number,
  signal?: AbortSignal,
): Promise<void> {
  const { orders, returns, clock, log } = deps
  const max = clock().getTime() - 1_000 * urgentSeconds
  const unwritten = { collection: orders, index: 'since', key: 'returning', max }
  for await (const { data } of walk(unwritten)) {
    if (signal?.aborted) return
    const claims = (data.returns ?? []).filter(({ asked }) => asked !== undefined)
    for (const claim of claims) {
      const known = (await returns.get(claim.returnId))?.data
      if (known && Date.parse(known.requestedAt) <= unattendedFrom) continue
      const written = writeReturn(deps, data, claim)
      await written.catch((error) => log.warn({ err: error, ...claim }, 'a return was not written'))
    }
  }
}

/** A saga that runs has its own timers, and asks again by itself; one whose timer or step was lost is ended first. */
async function restart(deps: WatchDeps, ret: Return): Promise<void> {
  const { returns, sagas, clock, log } = deps
  const { returnId, status } = ret
  const asked = { id: returnSagaIdOf(ret), askedAt: returnSagaAskedAt(ret) }
  if (await isAttended(deps, asked)) return await sagas.signalReturn(ret)
  log.warn({ returnId, status }, 'starting the saga of a return again')
  const forgotten = await sagas.forget(returnSagaIdOf(ret))
  if (forgotten === 'none') return await sagas.startReturnSaga(ret)
  const at = clock().toISOString()
  const { data } = await returns.change(returnId, (now) => renewReturnSaga(now, at))
  await sagas.startReturnSaga(data)
}
