import { setTimeout as sleep } from 'node:timers/promises'
import { createGauge } from '@comptoir/service/observability/metrics'

/**
 * When a service that answers no call is asked for its health, and how often while its circuit is open. A gap of 2 s
 * during a rollout must not open it.
 */
const usualTimes = { suspectAfterMs: 3_000, pauseMs: 500 }

export type CircuitBreaker = {
  /** Notes that a call begins; answers whether it may: not while the circuit is open. */
  admits(): boolean
  /** Notes that the service answered somebody. */
  answered(): void
}

/** Several breakers of a process may have the same target. */
const opened = new Set<{ readonly target: string }>()

/**
 * A circuit breaker of the calls to one service: while it does not answer, its callers are refused at once, and keep
 * their connections and their time for other services. No failure of a call opens it, since clients can cause those:
 * they leave, ask for what takes long, or send what is refused on the way. A service that answered nobody for a while
 * is asked for its health; that alone opens the circuit and closes it again. Ours, and not Dapr's: with any resiliency
 * policy for an app, daprd 1.18 neither repeats a call nor connects anew when a pod was replaced
 * (`pkg/messaging/direct_messaging.go`).
 * @example const breaker = createCircuitBreaker('billing', isHealthy); if (!breaker.admits()) …
 */
export function createCircuitBreaker(
  target: string,
  isHealthy: () => Promise<boolean>,
  { suspectAfterMs, pauseMs } = usualTimes,
): CircuitBreaker {
  const circuit = { target }
  let unansweredSince: number | undefined
  let answers = 0
  let isAsking = false

  function answered(): void {
    answers += 1
    unansweredSince = undefined
  }

  /** Asks for the health until there is an answer, to this or to a call that still waits. */
  async function askForHealth(): Promise<void> {
    const before = answers
    if (!(await isHealthy()) && answers === before) {
      opened.add(circuit)
      await untilHealthy(before)
      opened.delete(circuit)
    }
    answered()
  }

  /** Asks again and again. One that hangs, at the address of a pod that is gone, holds up none after it. */
  async function untilHealthy(before: number): Promise<void> {
    let isBack = false
    while (!isBack && answers === before) {
      void isHealthy().then((healthy) => {
        isBack ||= healthy
      })
      await sleep(pauseMs, undefined, { ref: false })
    }
  }

  return {
    answered,
    admits() {
      const now = performance.now()
      unansweredSince ??= now
      if (!isAsking && now - unansweredSince > suspectAfterMs) {
        isAsking = true
        void askForHealth().finally(() => {
          isAsking = false
        })
      }
      return !opened.has(circuit)
    },
  }
}

/** The services that this process does not ask at the moment. */
export const openCircuits = (): string[] => [...new Set([...opened].map(({ target }) => target))]

/** Measures which services this process does not ask at the moment. */
export function measureCircuits(): void {
  createGauge(
    {
      name: 'comptoir_circuit_open',
      help: 'Services that are not asked because they do not answer',
      labelNames: ['target'],
    },
    (set) => {
      for (const { target } of opened) set(1, { target })
    },
  )
}
