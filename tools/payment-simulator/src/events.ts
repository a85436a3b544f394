import { z } from 'zod'
import type { Books, EventRecord } from './books.ts'
import { notFound } from './errors.ts'
import type { Form } from './form.ts'
import { toEvent } from './objects.ts'
import { type Context, readParams } from './operations.ts'

const ListParams = z.strictObject({
  limit: z
    .string()
    .regex(/^\d{1,3}$/)
    .default('10')
    .transform(Number)
    .refine((limit) => limit >= 1 && limit <= 100),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  type: z.string().optional(),
  types: z.record(z.string(), z.string()).optional(),
})

/** GET /v1/events: newest first, with Stripe's cursors. */
export function listEvents(form: Form, context: Context) {
  const params = readParams(ListParams, form)
  const types = params.type ? [params.type] : params.types && Object.values(params.types)
  const all = [...context.books.events.values()].filter(
    (event) => !types || types.includes(event.type),
  )
  const { page, more } = params.ending_before
    ? after(all, indexOf(all, params.ending_before, context.books), params.limit)
    : before(
        all,
        params.starting_after ? indexOf(all, params.starting_after, context.books) : all.length,
        params.limit,
      )
  const data = page.map((event) => toEvent(event, context))
  return { object: 'list', url: '/v1/events', has_more: more, data }
}

export function findEvent(books: Books, id: string): EventRecord {
  const event = books.events.get(id)
  if (!event) throw notFound('event', id)
  return event
}

function indexOf(all: readonly EventRecord[], id: string, books: Books): number {
  const event = findEvent(books, id)
  const index = all.indexOf(event)
  return index >= 0 ? index : all.findLastIndex((other) => other.created <= event.created)
}

/** The events older than the index, newest first. */
function before(all: readonly EventRecord[], index: number, limit: number) {
  const start = Math.max(0, index - limit)
  return { page: all.slice(start, index).reverse(), more: start > 0 }
}

/** The events just newer than the index, newest first. */
function after(all: readonly EventRecord[], index: number, limit: number) {
  const page = all.slice(index + 1, index + 1 + limit).reverse()
  return { page, more: index + 1 + limit < all.length }
}
