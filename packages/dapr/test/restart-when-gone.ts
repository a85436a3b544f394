import { setTimeout as sleep } from 'node:timers/promises'
import type { Sidecar } from '../src/sidecar/sidecar.ts'

/** What a runner or Kubernetes does: starts the sidecar again when it has ended. Answers how often, when it is told to end. */
export async function restartWhenGone(
  sidecar: Pick<Sidecar, 'metadata'>,
  start: () => Promise<void>,
  signal: AbortSignal,
): Promise<number> {
  let restarts = 0
  while (!signal.aborted) {
    const gone = await sidecar.metadata().then(
      () => false,
      (error: unknown) => /ECONNREFUSED/.test(String(error)),
    )
    if (gone && !signal.aborted) {
      restarts += 1
      await start()
    }
    await sleep(200)
  }
  return restarts
}
