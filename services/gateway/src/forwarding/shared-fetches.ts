import type { Answer } from './answers.ts'

/** Fetches an answer; the signal is aborted when nobody waits for it any more. */
export type Fetch = (signal: AbortSignal) => Promise<Answer>

type Load = {
  readonly answer: Promise<Answer>
  readonly ending: AbortController
  waiting: number
}

/** Fetches that run, each once for all who wait for it. */
export function createLoads() {
  const running = new Map<string, Load>()

  function start(key: string, fetch: Fetch): Load {
    const ending = new AbortController()
    const forget = () => {
      if (running.get(key) === load) running.delete(key)
    }
    const load: Load = { answer: fetch(ending.signal).finally(forget), ending, waiting: 0 }
    running.set(key, load)
    return load
  }

  function leave(key: string, load: Load): void {
    load.waiting -= 1
    if (load.waiting > 0) return
    if (running.get(key) === load) running.delete(key)
    load.ending.abort()
  }

  return {
    clear: () => running.clear(),
    join(key: string, fetch: Fetch, signal: AbortSignal | undefined): Promise<Answer> {
      const load = running.get(key) ?? start(key, fetch)
      load.waiting += 1
      signal?.addEventListener('abort', () => leave(key, load), { once: true })
      return load.answer
    },
  }
}
