import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@comptoir/service/observability/log'
import type { Sidecar } from './sidecar.ts'

const exit = { method: 'POST', path: '/v1.0/shutdown' }
const goneWithinMs = 2_000
const backWithinMs = 120_000

/**
 * Asks the sidecar to finish what it does and to exit, to be started again by whoever runs it (Kubernetes, `npm start`), and
 * waits until it is ready. Throws when it is not within two minutes.
 */
export async function restartSidecar(
  sidecar: Pick<Sidecar, 'request' | 'waitUntilReady'>,
  log: Logger,
): Promise<void> {
  await sidecar.request(exit).catch((error: unknown) => log.warn({ err: error }, 'sidecar exit'))
  await sleep(goneWithinMs)
  await sidecar.waitUntilReady(backWithinMs)
}
