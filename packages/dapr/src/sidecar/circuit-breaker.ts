import { createGauge } from '@comptoir/service/observability/metrics'
import {
  BrokenCircuitError,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhenResult,
} from 'cockatiel'

/** Calls in a row that nobody answered, after which a service is not asked any more. */
const opensAfter = 10
/** After so long one call tries whether it answers again. */
const halfOpenAfterMs = 2_000

/** Runs a call, or answers 'open' without running it. */
export type CircuitBreaker = <T>(call: () => Promise<T>) => Promise<T | 'open'>

const opened = new Set<string>()

/**
 * A circuit breaker of the calls to one service: while it does not answer, its callers are refused at once, and keep
 * their connections and their time for other services. Ours, and not Dapr's: with any resiliency policy for an app,
 * daprd 1.18 neither repeats a call nor connects anew when a pod was replaced (`pkg/messaging/direct_messaging.go`).
 * @example const breaker = createCircuitBreaker('billing', (outcome) => outcome === undefined)
 */
export function createCircuitBreaker(
  target: string,
  isFailure: (outcome: unknown) => boolean,
): CircuitBreaker {
  const breaker = new ConsecutiveBreaker(opensAfter)
  const policy = circuitBreaker(handleWhenResult(isFailure), {
    breaker,
    halfOpenAfter: halfOpenAfterMs,
  })
  policy.onStateChange((state) =>
    state === CircuitState.Open ? opened.add(target) : opened.delete(target),
  )
  return async (call) => {
    try {
      return await policy.execute(call)
    } catch (error) {
      if (error instanceof BrokenCircuitError) return 'open'
      throw error
    }
  }
}

/** Which services this process does not ask at the moment. */
export function measureCircuits(): void {
  createGauge(
    {
      name: 'comptoir_circuit_open',
      help: 'Services that are not asked because they did not answer',
      labelNames: ['target'],
    },
    (set) => {
      for (const target of opened) set(1, { target })
    },
  )
}
