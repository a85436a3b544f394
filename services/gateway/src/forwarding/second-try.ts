import type { Invocation } from '@comptoir/dapr/sidecar/invocation'
import { createCounter } from '@comptoir/service/observability/metrics'

const secondTries = createCounter({
  name: 'comptoir_second_tries_total',
  help: 'Reads that were asked a second time beside the first, which had got no answer',
  labelNames: ['target'],
})

/**
 * `afterMs`: how long the first try may go without an outcome. `atOnce`: second tries under way at the same time, in all:
 * a service that is slow for everybody must not get twice the work.
 */
const usualLimits = { afterMs: 4_000, atOnce: 8 }

export type Try = (signal: AbortSignal) => Promise<Invocation>

/**
 * Asks a second time, beside the first, when the first try of a read hangs. The sidecar of a pod that goes may take a
 * call with it: nobody answers it, and nothing breaks it before its time is up. The first answer counts and the other
 * try is given up; a read that is only slow still gets its answer, whichever comes.
 */
export function createSecondTries({ afterMs, atOnce } = usualLimits) {
  let underWay = 0

  /** The outcome of a try, or of the second one beside it. `signal`: aborted when nobody waits any more. */
  return async function askTwiceIfSilent(
    target: string,
    ask: Try,
    signal?: AbortSignal,
  ): Promise<Invocation> {
    const isOver = new AbortController()
    const ended = signal ? AbortSignal.any([signal, isOver.signal]) : isOver.signal
    const first = ask(ended)
    try {
      const early = await within(first, afterMs)
      if (early || underWay >= atOnce || ended.aborted) return early ?? (await first)
      secondTries.inc({ target })
      underWay += 1
      return await firstAnswer([first, ask(ended)]).finally(() => {
        underWay -= 1
      })
    } finally {
      isOver.abort()
    }
  }
}

/** What a promise came to within some milliseconds; undefined when it is still open. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  return await Promise.race([promise, late]).finally(() => clearTimeout(timer))
}

/** The first that is an answer; without one, what the last to end came to. */
function firstAnswer(tries: readonly Promise<Invocation>[]): Promise<Invocation> {
  return new Promise((resolve, reject) => {
    let open = tries.length
    for (const one of tries) {
      one.then((outcome) => {
        open -= 1
        if (outcome.kind === 'answer' || open === 0) resolve(outcome)
      }, reject)
    }
  })
}
