import type { Steps } from '@comptoir/dapr/workflow/workflow'
import type { SagaContext, SagaTask, Signal } from './saga-types.ts'

/** When a saga asks that has received nothing. */
export type Rhythm = {
  readonly checkAfterSeconds: readonly number[]
  readonly thenEverySeconds: number
  /** The history of a workflow is limited, and each check adds to it. */
  readonly mostChecks: number
}

/** The first check comes early: the step before has waited for the order already. All take about six hours. */
export const usualRhythm: Rhythm = {
  checkAfterSeconds: [1, 5, 15, 60],
  thenEverySeconds: 300,
  mostChecks: 72,
}

/** Of an order that may be paid for weeks: a payment wakes its saga, and a check costs history. Sixty days are 725 checks. */
export const patientRhythm: Rhythm = {
  checkAfterSeconds: [1, 5, 15, 60, 300],
  thenEverySeconds: 7_200,
  mostChecks: 725,
}

/** Seconds until the check after `checks` earlier ones, spread by a fifth so that many orders do not ask at once. */
export function secondsToCheck(
  instanceId: string,
  checks: number,
  { checkAfterSeconds, thenEverySeconds } = usualRhythm,
): number {
  const seconds = checkAfterSeconds[checks] ?? thenEverySeconds
  return seconds * (0.9 + 0.2 * fractionOf(`${instanceId}:${checks}`))
}

/** A fraction that is always the same for the same text: workflows may not use random numbers. */
function fractionOf(text: string): number {
  let hash = 2_166_136_261
  for (const letter of text) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619)
  return (hash >>> 0) / 2 ** 32
}

type Received = Signal | 'check'

/**
 * The waits of a saga. There is one wait per signal, kept until the signal is received: an abandoned wait would swallow
 * it. There is one timer at a time, kept when it fires soon enough for the next phase: each costs a job in the scheduler.
 */
export function createWaits(ctx: SagaContext, usual: Rhythm = usualRhythm) {
  const open = new Map<Signal, SagaTask>()
  const nowMs = () => ctx.getCurrentUtcDateTime().getTime()
  let timer: { readonly task: SagaTask; readonly atMs: number } | undefined
  let checks = 0
  let deadlineMs = Number.POSITIVE_INFINITY
  let rhythm = usual

  function waitFor(signal: Signal): SagaTask {
    const task = open.get(signal) ?? ctx.waitForExternalEvent(signal)
    open.set(signal, task)
    return task
  }

  function timerTask(): SagaTask {
    const checkMs = nowMs() + 1_000 * secondsToCheck(ctx.getWorkflowInstanceId(), checks, rhythm)
    const isOpen = deadlineMs > nowMs()
    const atMs = Math.ceil(isOpen ? Math.min(checkMs, deadlineMs) : checkMs)
    if (!timer || timer.atMs > atMs) timer = { task: ctx.createTimer(new Date(atMs)), atMs }
    return timer.task
  }

  /** Waits for one of the signals, or for the time of the next check; deadlines cut the wait short. */
  async function* next(signals: readonly Signal[]): Steps<Received> {
    const waits = signals.map((signal) => ({ signal, task: waitFor(signal) }))
    const received = () => waits.find(({ task }) => task.isComplete)
    if (!received()) yield ctx.whenAny([...waits.map(({ task }) => task), timerTask()])
    const signal = received()?.signal
    if (signal) {
      open.delete(signal)
      return signal
    }
    timer = undefined
    checks += 1
    return 'check'
  }

  return {
    next,
    /** Starts the rhythm of checks again, or another one, with a deadline of its own. */
    restart(newDeadlineMs: number, newRhythm = usual): void {
      rhythm = newRhythm
      checks = 0
      deadlineMs = newDeadlineMs
    },
    isLate: () => nowMs() >= deadlineMs,
    /** After this many checks the saga ends where it is; the watch starts a new run. */
    isExhausted: () => checks >= rhythm.mostChecks,
  }
}
