import type { Context as HonoContext } from 'hono'
import type { z } from 'zod'
import { parseAmount } from '../books/amounts.ts'
import type { Operation } from '../books/context.ts'
import type { Engine } from '../books/engine.ts'
import { invalid, unprocessable } from './errors.ts'

/** The body by its schema; PayPal names the first field that is wrong. An empty body is an empty object. */
export async function readBody<T extends z.ZodType>(
  c: HonoContext,
  schema: T,
): Promise<z.output<T>> {
  const text = await c.req.text()
  const json = text === '' ? {} : parseJson(text)
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw invalid(`/${issue?.path.join('/') ?? ''}`, issue?.message ?? 'malformed')
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw invalid('/', 'malformed JSON')
  }
}

/** An amount as PayPal takes it: with as many decimals as its currency has, and more than nothing. */
export function readAmount({
  value,
  currency_code: currency,
}: {
  value: string
  currency_code: string
}) {
  const amount = parseAmount(value, currency)
  if (amount === undefined) throw unprocessable('DECIMALS_NOT_SUPPORTED')
  if (amount === 0) throw unprocessable('CANNOT_BE_ZERO_OR_NEGATIVE')
  return amount
}

/** Runs an operation once for its `PayPal-Request-Id`, which counts for its path. */
export async function answer(
  c: HonoContext,
  engine: Engine,
  operation: Operation,
): Promise<Response> {
  const id = c.req.header('paypal-request-id')
  const key = id === undefined ? undefined : `${c.req.path} ${id}`
  const { status, body } = await engine.run(operation, key)
  const headers = { 'content-type': 'application/json' }
  return new Response(status === 204 ? null : body, { status, headers })
}
