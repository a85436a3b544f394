import type { WorkflowContext } from '@dapr/dapr'

const traces = new WeakMap<WorkflowContext, string>()

/** Remembers the trace that an instance was started in, for its activities. */
export function rememberTrace(ctx: WorkflowContext, traceparent: string | undefined): void {
  if (traceparent) traces.set(ctx, traceparent)
}

export const traceOf = (ctx: WorkflowContext) => traces.get(ctx)

/** The name of errors that end a step at once: only the name of its class survives the engine. */
export const finalErrorName = 'FinalRefusal'
