import { z } from '@hono/zod-openapi'
import { limits } from './limits.ts'
import { type ProblemCode, ProblemDetails, problems } from './problem.ts'
import { oneOf, requiredText, schema } from './schema.ts'
import type { AppId } from './topology.ts'

/** An amount in integer minor units (cents) of an ISO 4217 currency; never negative unless a schema says so. */
export const Money = z
  .object({ amount: z.int(), currency: z.string().regex(/^[A-Z]{3}$/) })
  .openapi('Money', { example: { amount: 1999, currency: 'EUR' } })
export type Money = z.infer<typeof Money>

/** A text in the shop's two languages; at least one is present. */
export const LocalizedText = z
  .object({ fr: z.string().max(20_000).optional(), en: z.string().max(20_000).optional() })
  .refine((text) => text.fr !== undefined || text.en !== undefined, 'one of fr, en is required')
  .openapi('LocalizedText')
export type LocalizedText = z.infer<typeof LocalizedText>

export const Locale = oneOf('Locale', ['fr', 'en'])
export type Locale = z.infer<typeof Locale>

/** A stock keeping unit: letters, digits, `.`, `_`, `-`. Of dots alone it would be a step in a path, not a name. */
export const Sku = requiredText(64)
  .regex(/^(?!\.+$)[A-Za-z0-9._-]+$/)
  .openapi('Sku')
/**
 * The id of something of ours where it is stored, or written into the address of another call: what a URL carries as it is.
 * Where it is only looked up (paths that read, filters of lists) any text is taken: an id that nobody made is 404 or an
 * empty list there, whatever it is made of, not 400.
 */
export const Id = z
  .string()
  .max(80)
  .regex(/^(?!\.+$)[\w.~-]+$/)
/** How another system calls something, wherever it enters: any text that comes through a URL unharmed. */
export const ForeignId = requiredText(120)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused; \p{Cc} needs a flag, which OpenAPI has not
  .regex(/^(?!\.+$)[^%/\\?#\u0000-\u001f\u007f-\u009f]+$/)
  .refine((text) => text.isWellFormed(), 'half of a character')
export const Quantity = z.int().min(1).max(limits.quantity)
export const Instant = z.iso.datetime().openapi('Instant', { example: '2026-11-21T10:00:00.000Z' })
/** A moment in a query: of any offset, read as UTC. */
export const MomentQuery = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text).toISOString())

const placeLine = z.string().trim().max(100)

/** A postal address in any script; `PostalAddress` is one that a carrier's label can print. */
export const Address = schema('Address', {
  recipient: requiredText(100),
  company: placeLine.optional(),
  line1: requiredText(100),
  line2: placeLine.optional(),
  line3: placeLine.optional(),
  postalCode: requiredText(16),
  city: requiredText(100),
  countryCode: z.string().regex(/^[A-Z]{2}$/),
  phone: z.string().trim().max(32).optional(),
  /** For the carrier's label: the fields that are in other letters, in Latin ones. Invoices print the fields above. */
  latin: z
    .object({
      recipient: placeLine.optional(),
      company: placeLine.optional(),
      line1: placeLine.optional(),
      line2: placeLine.optional(),
      line3: placeLine.optional(),
      city: placeLine.optional(),
    })
    .optional(),
})
export type Address = z.infer<typeof Address>

/** Yes or no in a query: `true`, `false`, `1`, `0`, … */
export const QueryFlag = z.stringbool().openapi({ type: 'boolean' })

/** Query of a keyset-paginated list: `cursor` is opaque. */
export const CursorQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
})

/** Query of a list of what belongs to orders. */
export function ofOrdersQuery<T extends z.ZodType>(status: T) {
  const id = z.string().max(80).optional()
  return CursorQuery.extend({ status: status.optional(), orderId: id, userId: id })
}

/** The answer of a list: `nextCursor` is absent on the last page. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() })
}

/** A schema, or the members of an object. */
type Given = z.ZodType | z.ZodRawShape
type SchemaOf<T> = T extends z.ZodType ? T : z.ZodObject<Extract<T, z.ZodRawShape>, z.core.$strip>

function schemaOf<T extends Given>(given: T): SchemaOf<T> {
  return (given instanceof z.ZodType ? given : z.object(given)) as SchemaOf<T>
}

/** @example jsonBody({ password: z.string().max(200) }) */
export function jsonBody<T extends Given>(given: T) {
  return { content: { 'application/json': { schema: schemaOf(given) } }, required: true } as const
}

export function jsonAnswer<T extends Given>(given: T, description: string) {
  return { description, content: { 'application/json': { schema: schemaOf(given) } } } as const
}

/** A PDF that is always the same. */
export const pdfAnswer = {
  description: 'The PDF, always the same bytes; `ETag` is their SHA-256',
  content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
}

type ProblemAnswer = {
  description: string
  content: { 'application/problem+json': { schema: typeof ProblemDetails } }
}

/** The problem answers of a route, one entry per HTTP status, from the code table. */
export function problemAnswers(...codes: ProblemCode[]): Record<number, ProblemAnswer> {
  const answers: Record<number, ProblemAnswer> = {}
  for (const code of codes) {
    const { status, title } = problems[code]
    const known = answers[status]
    answers[status] = {
      description: known ? `${known.description}; ${code}: ${title}` : `${code}: ${title}`,
      content: { 'application/problem+json': { schema: ProblemDetails } },
    }
  }
  return answers
}

/** OpenAPI security of a route for signed-in users. */
export const signedIn: Record<string, string[]>[] = [{ bearer: [] }]
/**
 * A route for people with one of the roles only: 401 and 403 come before anything else of the request is read.
 * @example const forAdmins = operationsFor(forRoles('admin'))
 */
export function forRoles(...roles: readonly ('support' | 'staff' | 'admin')[]) {
  return { security: signedIn, 'x-roles': roles } as const
}

/** A route for signed-in users and for a guest with the token of an order, who sees nothing but that order. */
export const signedInOrGuest = { security: signedIn, 'x-guests': true } as const

/** OpenAPI security of a route that works signed in or not. */
export const maybeSignedIn: Record<string, string[]>[] = [{ bearer: [] }, {}]

/** Who may call an `/internal/` route: app ids, checked by the callee. Routes without it refuse every caller. */
export function callers(...appIds: readonly AppId[]) {
  return { 'x-callers': appIds } as const
}

/** Further query parameters of a route, by what their names begin with: OpenAPI has no word for them. */
export function queryPrefixes(...prefixes: readonly string[]) {
  return { 'x-query-prefixes': prefixes } as const
}

export const IdempotencyHeader = z.object({
  'idempotency-key': z
    .string()
    .min(8)
    .max(255)
    .openapi({ description: 'Same key and body: same answer' }),
})
