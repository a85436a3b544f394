import type { Task, WorkflowContext } from '@dapr/dapr'

/** A workflow: an async generator over tasks. Deterministic: no clock, no chance, no I/O but through the context. */
export type Workflow<I extends object, O extends object | undefined> = (
  ctx: WorkflowContext,
  input: I,
) => AsyncGenerator<Task<unknown>, O, unknown>

/** A step with effects. A refusal that the business expects is a value; an error means "again". */
export type Activity<I extends object, O> = (
  input: I,
  context: { readonly instanceId: string },
) => Promise<O>

// biome-ignore lint/suspicious/noExplicitAny: the engine holds workflows of every shape
export type AnyWorkflow = Workflow<any, any>
// biome-ignore lint/suspicious/noExplicitAny: the engine holds activities of every shape
export type AnyActivity = Activity<any, any>

/** What a generator of a workflow yields and gives back. */
export type Steps<T> = AsyncGenerator<Task<unknown>, T, unknown>

export type StepOptions = { readonly tries?: number }

/** The traces that instances were started in, for their activities. */
export const traces = new WeakMap<WorkflowContext, string | undefined>()

/** The name of errors that end a step at once: only the name of its class survives the engine. */
export const finalErrorName = 'FinalRefusal'

const defaultTries = 6
const longestPauseMs = 60_000

/**
 * Runs an activity; when it fails, again after a durable pause that doubles from half a second up to a minute. A
 * refusal that no repetition can change is not repeated.
 * @example const held = yield* step<Reservation>(ctx, 'reserveStock', { orderId }, { tries: 12 })
 */
export async function* step<O>(
  ctx: WorkflowContext,
  activity: string,
  input: object,
  { tries = defaultTries }: StepOptions = {},
): Steps<O> {
  const traceparent = traces.get(ctx)
  const wrapped = traceparent ? { traceparent, input } : { input }
  for (let tried = 1; ; tried++) {
    try {
      return (yield ctx.callActivity(activity, wrapped)) as O
    } catch (error) {
      if (tried >= tries || isFinal(error)) throw error
    }
    const pauseMs = Math.min(250 * 2 ** tried, longestPauseMs)
    yield ctx.createTimer(new Date(ctx.getCurrentUtcDateTime().getTime() + pauseMs))
  }
}

function isFinal(error: unknown): boolean {
  const details = error instanceof Error && 'details' in error ? error.details : undefined
  return (
    typeof details === 'object' &&
    details !== null &&
    'errorType' in details &&
    details.errorType === finalErrorName
  )
}
