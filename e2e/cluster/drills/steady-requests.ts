import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from '../../src/api.ts'

/** A request of the load, by what it shows: a method that may be sent again, or one that may not. */
export type Request = {
  readonly operation: string
  readonly body?: object
  readonly token?: string
}
export type Load = {
  /** Stops and answers what happened. */
  stop(): Promise<LoadResult>
}
export type LoadResult = {
  readonly requests: number
  /** Answers that were no success, by operation and status. */
  readonly failures: Readonly<Record<string, number>>
  /** The longest time without one success, in milliseconds. */
  readonly longestGapMs: number
  readonly slowestMs: number
}

/** Sends requests in turn, so many a second, until it is stopped. */
export function startLoad(api: Api, requests: readonly Request[], perSecond: number): Load {
  const failures: Record<string, number> = {}
  const pending = new Set<Promise<void>>()
  let sent = 0
  let lastSuccess = performance.now()
  let longestGapMs = 0
  let slowestMs = 0
  let isRunning = true

  async function ask({ operation, ...asking }: Request): Promise<void> {
    const startedAt = performance.now()
    const { status, detail } = await api<{ detail?: string }>(operation, asking).then(
      (answer) => ({ status: answer.status, detail: answer.body?.detail ?? '' }),
      (error: unknown) => ({ status: 0, detail: String(error) }),
    )
    const now = performance.now()
    slowestMs = Math.max(slowestMs, now - startedAt)
    if (status >= 200 && status < 300) {
      longestGapMs = Math.max(longestGapMs, now - lastSuccess)
      lastSuccess = now
      return
    }
    const what = `${operation.split('?')[0]} ${status} ${detail}`.trim()
    failures[what] = (failures[what] ?? 0) + 1
  }

  async function loop(): Promise<void> {
    while (isRunning) {
      const request = requests[sent % requests.length]
      if (!request) return
      sent += 1
      const asking = ask(request).finally(() => pending.delete(asking))
      pending.add(asking)
      await sleep(1_000 / perSecond)
    }
    await Promise.all(pending)
  }

  const running = loop()
  return {
    async stop() {
      isRunning = false
      await running
      return { requests: sent, failures, longestGapMs, slowestMs }
    },
  }
}
