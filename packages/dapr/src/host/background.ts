import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '@comptoir/service/observability/log'

/** Stops something that runs in the background and waits until it has. */
export type Stop = () => Promise<void>

export type Repeat = {
  readonly name: string
  readonly everyMs: number
  readonly log: Logger
  readonly run: (signal: AbortSignal) => Promise<unknown>
}

/** Runs a task again and again, the first time at once, with jitter in between; a failure is logged. */
export function repeat({ name, everyMs, log, run }: Repeat): Stop {
  const stopping = new AbortController()
  const { signal } = stopping
  const loop = (async () => {
    while (!signal.aborted) {
      await run(signal).catch((error: unknown) => {
        if (!signal.aborted) log.warn({ err: error, task: name }, 'will try again')
      })
      await sleep(everyMs * (0.75 + Math.random() / 2), undefined, { signal }).catch(() => {})
    }
  })()
  return async () => {
    stopping.abort()
    await loop
  }
}
