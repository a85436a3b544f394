import { setTimeout as sleep } from 'node:timers/promises'
import { isRefusal } from '@comptoir/service/problems/refusal'

const refusedAfterMs = 1_000

/**
 * Throws the error; that somebody has too many requests in flight, or asked too often, after a second or two only.
 * Refusals at the speed of the requests would cost everybody else.
 */
export async function refuseSlowly(error: unknown): Promise<never> {
  if (isRefusal(error, 'rate_limited')) await sleep(refusedAfterMs * (1 + Math.random()))
  throw error
}
