import type { Logger } from '@comptoir/service/observability/log'
import type { Sidecar } from '../sidecar/sidecar.ts'

const replacedBeforeRestart = 3
const mostReplaced = 48
/** At once: a graceful end would wait for the very workflow that hangs. */
const exit = {
  method: 'POST',
  path: '/v1.0/shutdown',
  headers: { 'dapr-force-shutdown': 'true' },
}

export type Rescue = {
  /** A worker was connected: whatever stood in the way is gone. */
  connected(): void
  /** Another worker was made while the sidecar answered that none is connected. */
  replaced(): Promise<void>
}

/**
 * Restarts a sidecar that takes no workflow worker any more, by asking it to exit: whoever runs it starts it again.
 * When the last worker dies while a workflow waits to be handed out, daprd (1.18.1 and before) holds that workflow's
 * lock, waits for it under the lock that a new worker needs, and so hangs for good while its other calls are answered
 * (dapr/dapr#10408). About ten seconds without success at first, then twice as long each time: a
 * sidecar that cannot register workers for another reason is not restarted over and over.
 */
export function createRescue(sidecar: Pick<Sidecar, 'request'>, log: Logger): Rescue {
  let limit = replacedBeforeRestart
  let replaced = 0
  return {
    connected() {
      limit = replacedBeforeRestart
      replaced = 0
    },
    async replaced() {
      replaced += 1
      if (replaced < limit) return
      replaced = 0
      limit = Math.min(2 * limit, mostReplaced)
      log.error({}, 'the sidecar takes no workflow worker: asking it to exit, to be started again')
      await sidecar
        .request(exit)
        .catch((error: unknown) => log.warn({ err: error }, 'sidecar exit'))
    },
  }
}
