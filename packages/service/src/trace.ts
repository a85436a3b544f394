import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'

/** W3C trace context of the work in hand. */
export type Trace = {
  readonly traceId: string
  readonly spanId: string
  readonly traceparent: string
}

const storage = new AsyncLocalStorage<Trace>()
const pattern = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/

/** The trace that the running code belongs to, if any. */
export function currentTrace(): Trace | undefined {
  return storage.getStore()
}

/** A traceparent header of a new trace, sampled. */
export function newTraceparent(): string {
  const hex = randomBytes(24).toString('hex')
  return `00-${hex.slice(0, 32)}-${hex.slice(32)}-01`
}

/** Runs `fn` inside the trace of the header; a missing or malformed header starts a new trace. */
export function runWithTrace<T>(traceparent: string | undefined, fn: () => T): T {
  return storage.run(parseTrace(traceparent) ?? freshTrace(), fn)
}

function parseTrace(traceparent: string | undefined): Trace | undefined {
  const parts = traceparent === undefined ? null : pattern.exec(traceparent)
  const [, traceId, spanId] = parts ?? []
  if (!traceparent || !traceId || !spanId) return undefined
  return { traceId, spanId, traceparent }
}

function freshTrace(): Trace {
  const hex = randomBytes(24).toString('hex')
  const traceId = hex.slice(0, 32)
  const spanId = hex.slice(32)
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-01` }
}
