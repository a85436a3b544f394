import { AsyncLocalStorage } from 'node:async_hooks'
import { randomFillSync } from 'node:crypto'

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

/** Runs `fn` inside the trace of the header; a missing or malformed header starts a new trace. */
export function runWithTrace<T>(traceparent: string | undefined, fn: () => T): T {
  return storage.run(parseTrace(traceparent) ?? freshTrace(), fn)
}

/**
 * Runs `fn` in no trace: for work that others begin on something of ours, such as a provider's webhook. What it
 * changes goes on in the trace that made it.
 */
export function runWithoutTrace<T>(fn: () => T): T {
  return storage.exit(fn)
}

function parseTrace(traceparent: string | undefined): Trace | undefined {
  const parts = traceparent === undefined ? null : pattern.exec(traceparent)
  const [, traceId, spanId] = parts ?? []
  if (!traceparent || !traceId || !spanId) return undefined
  return { traceId, spanId, traceparent }
}

const idBytes = 24
/** Random bytes are drawn by the hundred ids: each draw costs as much as a small request. */
const pool = Buffer.alloc(idBytes * 200)
let used = pool.length

function freshTrace(): Trace {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const hex = pool.toString('hex', used, used + idBytes)
  used += idBytes
  const traceId = hex.slice(0, 32)
  const spanId = hex.slice(32)
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-01` }
}
