import type { Money } from '@comptoir/contracts/common'
import type { OrderFilters } from '@comptoir/contracts/orders/staff-schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import { createMatcher, createOrdering, type OrderRow, type Place } from './order-row.ts'

type Page = { readonly limit: number; readonly cursor?: string | undefined }
type Sums = { count: number; amounts: Money[] }

const Cursor = z.tuple([z.union([z.string(), z.number()]), z.string()])

/** All that matches, in the order asked for. */
export function findRows(rows: Iterable<OrderRow>, filters: OrderFilters): OrderRow[] {
  const matches = createMatcher(filters)
  const { placeOf, compare } = createOrdering(filters.sort)
  return [...rows].filter(matches).toSorted((a, b) => compare(placeOf(a), placeOf(b)))
}

/** The ids of a page of what was found, after the place of its cursor, whatever was changed meanwhile. */
export function pageOf(found: readonly OrderRow[], filters: OrderFilters, { limit, cursor }: Page) {
  const { placeOf, compare } = createOrdering(filters.sort)
  const after = cursor === undefined ? undefined : readCursor(cursor)
  const rest = after ? found.filter((row) => compare(placeOf(row), after) > 0) : found
  const shown = rest.slice(0, limit)
  const last = shown.at(-1)
  const ids = shown.map(({ id }) => id)
  return rest.length > limit && last ? { ids, nextCursor: writeCursor(placeOf(last)) } : { ids }
}

/** How many were found, and what they come to, by currency. */
export function sumsOf(found: readonly OrderRow[]): Sums {
  const amounts = new Map<string, number>()
  for (const { total, currency } of found)
    amounts.set(currency, (amounts.get(currency) ?? 0) + total)
  return {
    count: found.length,
    amounts: [...amounts].map(([currency, amount]) => ({ amount, currency })),
  }
}

const writeCursor = (place: Place): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url')

function readCursor(cursor: string): Place {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw refuse('invalid_request', 'the cursor is not one of ours', {
      errors: [{ field: 'cursor', code: 'invalid', message: 'not a cursor of this list' }],
    })
  }
}
