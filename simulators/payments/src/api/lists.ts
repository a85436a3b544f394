import { z } from 'zod'
import { toCharge, toDispute, toEvent, toRefund } from '../engine/objects.ts'
import { disputesOf, type IntentRecord, refundsOf, stateOf } from '../engine/records.ts'
import type { Form } from './form.ts'
import {
  type Context,
  findCharge,
  findDispute,
  findEvent,
  findRefund,
  readParams,
} from './operations.ts'

const seconds = z
  .string()
  .regex(/^\d{1,12}$/)
  .transform(Number)

type Range = { gt?: number; gte?: number; lt?: number; lte?: number }

const pageParams = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .default('10')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 100),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: z
    .union([
      seconds.transform((at): Range => ({ gte: at, lte: at })),
      z.strictObject({
        gt: seconds.optional(),
        gte: seconds.optional(),
        lt: seconds.optional(),
        lte: seconds.optional(),
      }),
    ])
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
  const types = params.type ? [params.type] : params.types && Object.values(params.types)
  const all = [...context.books.events.values()]
  const items = types ? all.filter(({ type }) => types.includes(type)) : all
  const find = (id: string) => findEvent(context.books, id)
  return toList('/v1/events', params, { items, find }, (event) => toEvent(event, context))
}

/** GET /v1/refunds, of one intent or of all. */
export function listRefunds(form: Form, context: Context) {
  const params = readParams(MoneyParams, form)
  const { books } = context
  const intentId = intentOf(params, context)
  const items = intentId === undefined ? [...books.refunds.values()] : refundsOf(books, intentId)
  const find = (id: string) => findRefund(books, id)
  return toList('/v1/refunds', params, { items, find }, toRefund)
}

/** GET /v1/disputes, of one intent or of all. */
export function listDisputes(form: Form, context: Context) {
  const params = readParams(MoneyParams, form)
  const { books } = context
  const intentId = intentOf(params, context)
  const items = intentId === undefined ? [...books.disputes.values()] : disputesOf(books, intentId)
  const find = (id: string) => findDispute(books, id)
  return toList('/v1/disputes', params, { items, find }, toDispute)
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

function intentOf(params: z.output<typeof MoneyParams>, { books }: Context): string | undefined {
  if (params.charge !== undefined) return findCharge(books, params.charge, 'charge').id
  return params.payment_intent
}

type Listed = { readonly id: string; readonly created: number }
/** Oldest first; `find` refuses a cursor that does not exist. */
type Source<T> = { readonly items: readonly T[]; readonly find: (id: string) => T }
type PageParams = Pick<
  z.output<typeof EventParams>,
  'limit' | 'starting_after' | 'ending_before' | 'created'
>

/** A page in Stripe's shape: newest first, `starting_after` towards the older, `ending_before` towards the newer. */
function toList<T extends Listed>(
  url: string,
  params: PageParams,
  source: Source<T>,
  show: (item: T) => unknown,
) {
  const items = source.items.filter(({ created }) =>
    isIn(Math.floor(created / 1000), params.created),
  )
  const { limit } = params
  const older = params.starting_after
  const newer = params.ending_before
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

function isIn(at: number, range: Range | undefined): boolean {
  if (!range) return true
  const { gt = -1, gte = 0, lt = Infinity, lte = Infinity } = range
  return at > gt && at >= gte && at < lt && at <= lte
}
