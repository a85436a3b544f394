import { currentTrace, runWithTrace } from '../src/observability/trace.ts'

/** A traceparent header of a new trace, sampled. */
export const newTraceparent = (): string =>
  runWithTrace(undefined, () => currentTrace()?.traceparent ?? '')
