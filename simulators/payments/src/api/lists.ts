import { z } from 'zod'
import { toCharge, toDispute, toEvent, toRefund } from '../engine/objects.ts'
import { type Books, type IntentRecord, stateOf } from '../engine/records.ts'
import type { Form } from './form.ts'
import { type Context, find, findCharge, readParams } from './operations.ts'

const seconds = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number)

/** Creation times in seconds. */
const Range = z.strictObject({ gt: seconds, gte: seconds, lt: seconds, lte: seconds }).partial()

/** What every list takes. */
export const pageParams = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .default('10')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 100),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: z
    .union([seconds.transform((at): z.output<typeof Range> => ({ gte: at, lte: at })), Range])
    .optional(),
}
const MoneyParams = z.strictObject({
  ...pageParams,
  payment_intent: z.string().optional(),
  charge: z.string().optional(),
})
const EventParams = z.strictObject({
  ...pageParams,
  type: z.string().optional(),
  types: z.record(z.string(), z.string()).optional(),
})

/** GET /v1/events. */
export function listEvents(form: Form, context: Context) {
  const params = readParams(EventParams, form)
  const { events } = context.books
  const types = params.type ? [params.type] : params.types && Object.values(params.types)
  const items = [...events.values()].filter(({ type }) => !types || types.includes(type))
  const source = { items, find: (id: string) => find(events, 'event', id) }
  return toList('/v1/events', params, source, (event) => toEvent(event, context))
}

/** GET /v1/refunds, of one intent or of all. */
export const listRefunds = (form: Form, { books }: Context) =>
  listOfIntents('refund', { form, books, records: books.refunds }, toRefund)

/** GET /v1/disputes, of one intent or of all. */
export const listDisputes = (form: Form, { books }: Context) =>
  listOfIntents('dispute', { form, books, records: books.disputes }, toDispute)

function listOfIntents<T extends Listed & { readonly intentId: string }>(
  kind: 'refund' | 'dispute',
  { form, books, records }: { form: Form; books: Books; records: ReadonlyMap<string, T> },
  show: (record: T) => unknown,
) {
  const params = readParams(MoneyParams, form)
  const { charge, payment_intent: asked } = params
  const intentId = charge === undefined ? asked : findCharge(books, charge, 'charge').id
  const all = [...records.values()]
  const items = intentId === undefined ? all : all.filter((one) => one.intentId === intentId)
  return toList(`/v1/${kind}s`, params, { items, find: (id) => find(records, kind, id) }, show)
}

/** GET /v1/charges, of one intent or of all. */
export function listCharges(form: Form, context: Context) {
  const params = readParams(MoneyParams.omit({ charge: true }), form)
  const { books } = context
  const id = params.payment_intent
  const intents = id === undefined ? [...books.intents.values()] : [books.intents.get(id)]
  const items = intents.flatMap((intent) => (intent?.chargeId ? [asCharge(intent)] : []))
  const find = (chargeId: string) => asCharge(findCharge(books, chargeId))
  const show = ({ intent }: ReturnType<typeof asCharge>) => toCharge(intent, stateOf(books, intent))
  return toList('/v1/charges', params, { items, find }, show)
}

function asCharge(intent: IntentRecord) {
  return { id: intent.chargeId ?? '', created: intent.chargedAt ?? intent.created, intent }
}

type Listed = { readonly id: string; readonly created: number }
/** Oldest first; `find` refuses a cursor that does not exist. */
type Source<T> = { readonly items: readonly T[]; readonly find: (id: string) => T }
type PageParams = Omit<z.output<typeof EventParams>, 'type' | 'types'>

/** A page in Stripe's shape: newest first, `starting_after` towards the older, `ending_before` towards the newer. */
export function toList<T extends Listed>(
  url: string,
  params: PageParams,
  source: Source<T>,
  show: (item: T) => unknown,
) {
  const { limit, created: range, starting_after: older, ending_before: newer } = params
  const items = source.items.filter(({ created }) => isIn(Math.floor(created / 1000), range))
  const end = older === undefined ? items.length : indexOf(items, source.find(older))
  const from =
    newer === undefined ? Math.max(0, end - limit) : indexOf(items, source.find(newer)) + 1
  const page = newer === undefined ? items.slice(from, end) : items.slice(from, from + limit)
  const more = newer === undefined ? from > 0 : from + limit < items.length
  return { object: 'list', url, has_more: more, data: page.reverse().map(show) }
}

/** Where a cursor stands; one that the filter leaves out stands after the last item that is not newer. */
function indexOf<T extends Listed>(items: readonly T[], cursor: T): number {
  const index = items.findIndex(({ id }) => id === cursor.id)
  return index >= 0 ? index : items.findLastIndex(({ created }) => created <= cursor.created)
}

function isIn(at: number, range: PageParams['created']): boolean {
  if (!range) return true
  const { gt = -1, gte = 0, lt = Infinity, lte = Infinity } = range
  return at > gt && at >= gte && at < lt && at <= lte
}
