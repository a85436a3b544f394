import type { AnyActivity, Workflow } from '@comptoir/dapr/workflow/workflow'
import type { SagaContext } from '../../src/saga/saga-types.ts'

type Pending =
  | { readonly kind: 'activity'; readonly name: string; readonly input: object }
  | { readonly kind: 'timer'; readonly atMs: number }
  | { readonly kind: 'signal' }
  | { readonly kind: 'any'; readonly tasks: readonly FakeTask[] }
type FakeTask = {
  pending: Pending
  isComplete: boolean
  isFailed: boolean
  error?: Error
  value?: unknown
}

export type SagaRun = {
  /** The activities that ran, in order. */
  readonly steps: string[]
  /** The clock of the workflow. */
  readonly clock: { nowMs: number }
  /** Raises a signal: now, or when the saga comes to wait for it. */
  raise(signal: string): void
  result(): Promise<object | undefined>
}

export type SagaScript = {
  readonly activities: Readonly<Record<string, AnyActivity>>
  readonly startMs: number
  /** Called whenever the saga waits for a signal or a timer: the world may go on. */
  readonly whileWaiting?: (run: SagaRun, waits: number) => Promise<void> | void
  readonly mostSteps?: number
}

/** Steps a saga's generator as the workflow engine would, without one: a signal first, else the next timer. */
export function driveSaga<I extends object, O extends object>(
  saga: Workflow<I, O>,
  input: I,
  script: SagaScript,
): SagaRun {
  const clock = { nowMs: script.startMs }
  const raised: string[] = []
  const waiting: (FakeTask & { readonly signal: string })[] = []
  const steps: string[] = []
  const newTask = (pending: Pending): FakeTask => ({ pending, isComplete: false, isFailed: false })

  function deliver(): void {
    for (const task of waiting.filter(({ isComplete }) => !isComplete)) {
      const index = raised.indexOf(task.signal)
      if (index < 0) continue
      raised.splice(index, 1)
      task.isComplete = true
    }
  }
  const context = {
    getWorkflowInstanceId: () => 'ord_1',
    getCurrentUtcDateTime: () => new Date(clock.nowMs),
    callActivity: (name: string, wrapped: { input: object }) =>
      newTask({ kind: 'activity', name, input: wrapped.input }),
    createTimer: (fireAt: Date) => newTask({ kind: 'timer', atMs: fireAt.getTime() }),
    whenAny: (tasks: FakeTask[]) => newTask({ kind: 'any', tasks }),
    waitForExternalEvent(name: string) {
      const task = Object.assign(newTask({ kind: 'signal' }), { signal: name })
      waiting.push(task)
      deliver()
      return task
    },
  }

  async function settle(task: FakeTask): Promise<void> {
    const { pending } = task
    if (pending.kind === 'activity') await runActivity(task, pending)
    if (pending.kind === 'timer') clock.nowMs = Math.max(clock.nowMs, pending.atMs)
    if (pending.kind === 'any') await settleAny(pending.tasks)
    task.isComplete = true
  }

  async function runActivity(task: FakeTask, { name, input }: { name: string; input: object }) {
    steps.push(name)
    if (steps.length > (script.mostSteps ?? 100))
      throw new Error(`no end in sight: ${steps.slice(-5)}`)
    try {
      task.value = await script.activities[name]?.(structuredClone(input), { instanceId: 'ord_1' })
    } catch (error) {
      Object.assign(task, { isFailed: true, error })
    }
  }

  async function settleAny(tasks: readonly FakeTask[]): Promise<void> {
    waits += 1
    await script.whileWaiting?.(run, waits)
    deliver()
    if (tasks.some((task) => task.isComplete)) return
    const timers = tasks.flatMap(({ pending }) => (pending.kind === 'timer' ? [pending.atMs] : []))
    const nextMs = Math.min(...timers)
    const next = tasks.find(({ pending }) => pending.kind === 'timer' && pending.atMs === nextMs)
    if (next) await settle(next)
  }

  async function go(): Promise<object | undefined> {
    const generator = saga(context as unknown as SagaContext, input)
    let step = await generator.next()
    while (!step.done) {
      const task = step.value as unknown as FakeTask
      await settle(task)
      step = task.isFailed ? await generator.throw(task.error) : await generator.next(task.value)
    }
    return step.value
  }

  let waits = 0
  const run: SagaRun = {
    steps,
    clock,
    raise: (signal) => void raised.push(signal),
    result: () => ended,
  }
  const ended = go()
  return run
}
