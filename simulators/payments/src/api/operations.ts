import { z } from 'zod'
import type { SimulatorConfig } from '../config.ts'
import { newId } from '../engine/ids.ts'
import type { Books, Change, Delivery, EventRecord, IntentRecord } from '../engine/records.ts'
import { invalidRequest, notFound } from './errors.ts'
import type { Form } from './form.ts'

/** What an operation may use: the books as they are, the time, and the settings. */
export type Context = Pick<
  SimulatorConfig,
  'testCases' | 'slowMs' | 'refundFailsMs' | 'disputeMs' | 'authorisationMs'
> & { readonly books: Books; readonly now: number; readonly publicUrl: string }

/** An operation's answer and its whole effect, which is kept together. */
export type Outcome = { readonly status: number; readonly body: unknown; readonly change: Change }

export const Metadata = z.record(z.string().max(40), z.string().max(500)).default({})
export const Amount = z
  .string()
  .regex(/^\d{1,8}$/)
  .transform(Number)

/** Reads parameters the way Stripe does: the first thing wrong is named with its parameter. */
export function readParams<T extends z.ZodType>(schema: T, form: Form): z.output<T> {
  const parsed = schema.safeParse(form)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  if (issue?.code === 'unrecognized_keys') {
    const param = issue.keys[0] ?? ''
    const message = `Received unknown parameter: ${param}`
    throw invalidRequest(message, { code: 'parameter_unknown', param })
  }
  const param = issue?.path.join('.') ?? ''
  if (param !== '' && !Object.hasOwn(form, param)) {
    throw invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  }
  const code = param === 'amount' ? 'parameter_invalid_integer' : 'parameter_invalid'
  throw invalidRequest(`Invalid ${param}: ${issue?.message ?? ''}`, { code, param })
}

/** The record of an id; refused as Stripe does when there is none. */
export function find<T>(
  records: ReadonlyMap<string, T>,
  kind: 'payment_intent' | 'refund' | 'dispute' | 'event',
  id: string,
  param?: string,
): T {
  const record = records.get(id)
  if (!record) throw notFound(kind, id, param)
  return record
}

/** The intent that a charge belongs to. */
export function findCharge(books: Books, id: string, param?: string): IntentRecord {
  const intent = [...books.intents.values()].find(({ chargeId }) => chargeId === id)
  if (!intent) throw notFound('charge', id, param)
  return intent
}

/** An event of an object as it is now; `type` is Stripe's whole name of it. */
export function newEvent(
  type: string,
  snapshot: EventRecord['snapshot'],
  created: number,
  delivery: Delivery = 'once',
): EventRecord {
  return { id: newId('evt'), type, created, delivery, snapshot }
}
