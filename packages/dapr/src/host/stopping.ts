import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@comptoir/service/observability/log'
import type { Stop } from './background.ts'

/** Something to stop, by the name under which it is logged when it does not. */
export type Part = { readonly name: string; readonly stop: Stop }

/** Parts that stop together, and how long the next stage waits for them. */
export type Stage = { readonly withinMs: number; readonly parts: readonly Part[] }

/**
 * Stops what runs, stage after stage. A stage whose time is up is left behind, so that the later ones have theirs;
 * answers the names of what had not stopped by then.
 * @example const left = await stopInStages([{ withinMs: 15_000, parts: workers }, { withinMs: 5_000, parts: [server] }], log)
 */
export async function stopInStages(stages: readonly Stage[], log: Logger): Promise<string[]> {
  const left: string[] = []
  for (const { withinMs, parts } of stages) {
    const running = new Set(parts)
    const stopped = Promise.all(
      parts.map((part) => stopPart(part, log).then(() => running.delete(part))),
    )
    const over = new AbortController()
    const bell = sleep(withinMs, undefined, { signal: over.signal }).catch(() => {})
    await Promise.race([stopped, bell])
    over.abort()
    left.push(...[...running].map(({ name }) => name))
  }
  return left
}

/** One that fails to stop well has stopped all the same; the log says which, and why. */
async function stopPart({ name, stop }: Part, log: Logger): Promise<void> {
  try {
    await stop()
  } catch (error) {
    log.error({ part: name, err: error }, 'did not stop well')
  }
}
