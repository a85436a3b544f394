import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../common.ts'
import { internal } from '../operation.ts'
import { oneOf, schema } from '../schema.ts'

/**
 * What goes wrong at a point. `lose_answer`: it happens, and who asked never hears so. `delay`: it happens late.
 * `lose`: it does not happen, and who asked believes it did. `duplicate`: it happens twice at once. `reorder`: it waits until the next one at the point is through.
 */
export const FaultMode = oneOf('FaultMode', [
  'refuse',
  'delay',
  'lose_answer',
  'lose',
  'throw_before',
  'crash_before',
  'crash_after',
  'duplicate',
  'reorder',
])
export type FaultMode = z.infer<typeof FaultMode>

/** A fault to come, for drills. */
export const Fault = schema('Fault', {
  /** `activity:<name>`, `event:<type>`, `publish:<type>`, `call:<app id>:<method> <path>` or `provider:<operation>`; a star at its end stands for the rest. */
  point: z.string().min(1).max(200),
  mode: FaultMode,
  times: z.int().min(1).max(10_000).default(1),
  /** Only where the subject holds this text: an order's id without its prefix. */
  match: z.string().max(200).default(''),
  delayMs: z.int().min(0).max(600_000).default(8_000),
})
export type Fault = z.infer<typeof Fault>

const FaultPlan = z.object({ faults: z.array(Fault).max(1_000) })
/** Faults still to come, and how often each point and mode struck since the process started. */
export const FaultReport = z.object({
  faults: z.array(Fault),
  struck: z.record(z.string(), z.int()),
})
export type FaultReport = z.infer<typeof FaultReport>

/** What a process still holds after a full collection. */
export const HeapReport = z.object({
  pid: z.int(),
  heapUsedBytes: z.int(),
  externalBytes: z.int(),
  residentBytes: z.int(),
  uptimeSeconds: z.number(),
})
export type HeapReport = z.infer<typeof HeapReport>

const answer = { 200: jsonAnswer(FaultReport, 'What is to come') }

/** These exist only in a process that was started with `FAULTS=on`. */
export const readFaults = internal(['gateway'], 'GET /internal/faults', {
  responses: answer,
})

export const addFaults = internal(['gateway'], 'PUT /internal/faults', {
  request: { body: jsonBody(FaultPlan) },
  responses: answer,
})

export const clearFaults = internal(['gateway'], 'DELETE /internal/faults', {
  responses: answer,
})

export const readHeap = internal(['gateway'], 'GET /internal/faults/heap', {
  responses: { 200: jsonAnswer(HeapReport, 'What is held after a full collection') },
})
