import { createCounter } from '@comptoir/service/observability/metrics'

const failures = createCounter({
  name: 'comptoir_failures_total',
  help: 'Handlers and activities that failed and are tried again; events that became dead letters, were not signed by their producer, or are none; logs (by producer) that a consumer was too far behind to read whole',
  labelNames: ['kind', 'name'],
})

/** Notes that something failed, by the type of the event or the name of the activity. */
export function noteFailure(
  kind:
    | 'event'
    | 'activity'
    | 'dead letter'
    | 'forged event'
    | 'unreadable event'
    | 'lost from the log',
  name: string,
): void {
  failures.inc({ kind, name })
}

const caughtUp = new Map<string, number>()

/** Notes that a producer's log was followed to its end, with nothing held back. */
export function noteCaughtUp(producer: string, nowMs: number): void {
  caughtUp.set(producer, nowMs)
}

/** When each producer's log was last followed to its end, in this process. */
export const caughtUpTimes: ReadonlyMap<string, number> = caughtUp
