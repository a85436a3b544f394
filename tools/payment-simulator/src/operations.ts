import { z } from 'zod'
import type { Books, Change, Delivery, EventRecord, IntentRecord, RefundRecord } from './books.ts'
import { invalidRequest, notFound } from './errors.ts'
import type { Form } from './form.ts'
import { newId } from './ids.ts'

/** What an operation may use: the books as they are, the time, and the settings. */
export type Context = {
  readonly books: Books
  readonly now: number
  readonly testCases: boolean
  readonly publicUrl: string
  readonly slowMs: number
  readonly refundFailsMs: number
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
  if (param !== '' && !(param in form)) {
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

export function intentEvent(
  type: string,
  record: IntentRecord,
  now: number,
  delivery: Delivery,
): EventRecord {
  const snapshot = { kind: 'intent', record } as const
  return { id: newId('evt'), type: `payment_intent.${type}`, created: now, delivery, snapshot }
}

export function refundEvent(type: string, record: RefundRecord, now: number): EventRecord {
  const snapshot = { kind: 'refund', record } as const
  return { id: newId('evt'), type: `refund.${type}`, created: now, delivery: 'once', snapshot }
}
