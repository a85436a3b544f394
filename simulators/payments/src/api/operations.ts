import { z } from 'zod'
import { newId } from '../engine/ids.ts'
import type {
  Books,
  Change,
  ChargeState,
  Delivery,
  DisputeRecord,
  EventRecord,
  IntentRecord,
  RefundRecord,
} from '../engine/records.ts'
import { invalidRequest, notFound } from './errors.ts'
import type { Form } from './form.ts'

/** What an operation may use: the books as they are, the time, and the settings. */
export type Context = {
  readonly books: Books
  readonly now: number
  readonly testCases: boolean
  readonly publicUrl: string
  readonly slowMs: number
  readonly refundFailsMs: number
  readonly disputeMs: number
}

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
    throw invalidRequest(`Received unknown parameter: ${param}`, {
      code: 'parameter_unknown',
      param,
    })
  }
  const param = issue?.path.join('.') ?? ''
  if (param !== '' && !Object.hasOwn(form, param)) {
    throw invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  }
  const code = param === 'amount' ? 'parameter_invalid_integer' : 'parameter_invalid'
  throw invalidRequest(`Invalid ${param}: ${issue?.message ?? ''}`, { code, param })
}

export function findIntent(books: Books, id: string, param?: string): IntentRecord {
  const intent = books.intents.get(id)
  if (!intent) throw notFound('payment_intent', id, param)
  return intent
}

export function findRefund(books: Books, id: string): RefundRecord {
  const refund = books.refunds.get(id)
  if (!refund) throw notFound('refund', id)
  return refund
}

export function findDispute(books: Books, id: string): DisputeRecord {
  const dispute = books.disputes.get(id)
  if (!dispute) throw notFound('dispute', id)
  return dispute
}

export function findEvent(books: Books, id: string): EventRecord {
  const event = books.events.get(id)
  if (!event) throw notFound('event', id)
  return event
}

/** The intent that a charge belongs to. */
export function findCharge(books: Books, id: string, param?: string): IntentRecord {
  for (const intent of books.intents.values()) if (intent.chargeId === id) return intent
  throw notFound('charge', id, param)
}

export function intentEvent(
  type: string,
  record: IntentRecord,
  now: number,
  delivery: Delivery,
): EventRecord {
  const snapshot = { kind: 'intent', record } as const
  return { id: newId('evt'), type: `payment_intent.${type}`, created: now, delivery, snapshot }
}

/** `type` is the whole name: some events about a refund are named for its charge. */
export function refundEvent(type: string, record: RefundRecord, now: number): EventRecord {
  return { ...newEvent(type, now), snapshot: { kind: 'refund', record } }
}

export function disputeEvent(type: string, record: DisputeRecord, now: number): EventRecord {
  return { ...newEvent(`charge.dispute.${type}`, now), snapshot: { kind: 'dispute', record } }
}

export function chargeEvent(
  type: string,
  record: IntentRecord,
  moved: ChargeState,
  now: number,
): EventRecord {
  return { ...newEvent(`charge.${type}`, now), snapshot: { kind: 'charge', record, moved } }
}

const newEvent = (type: string, created: number) =>
  ({ id: newId('evt'), type, created, delivery: 'once' }) as const
