import type { Document } from '@comptoir/dapr/documents/documents'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Promotion } from './promotion.ts'

type PromotionDocument = Document<Promotion>
type PageQuery = { readonly limit: number; readonly cursor?: string | undefined }
type Page = { readonly items: PromotionDocument[]; readonly nextCursor?: string }

/** A page of promotions that are sorted newest first; its cursor names the last one shown, which may be gone by then. */
export function pageOfPromotions(
  sorted: readonly PromotionDocument[],
  { limit, cursor }: PageQuery,
): Page {
  const after = cursor === undefined ? undefined : readCursor(cursor)
  const rest = after ? sorted.filter((one) => comesAfter(one, after)) : sorted
  const items = rest.slice(0, limit)
  const last = items.at(-1)
  return rest.length > limit && last ? { items, nextCursor: writeCursor(last) } : { items }
}

type Place = { readonly createdAt: string; readonly id: string }

const comesAfter = ({ id, data }: PromotionDocument, place: Place) =>
  data.createdAt < place.createdAt || (data.createdAt === place.createdAt && id < place.id)

const writeCursor = ({ id, data }: PromotionDocument) =>
  Buffer.from(`${data.createdAt} ${id}`).toString('base64url')

function readCursor(cursor: string): Place {
  const [createdAt = '', id] = Buffer.from(cursor, 'base64url').toString().split(' ')
  if (id !== undefined && !Number.isNaN(Date.parse(createdAt))) return { createdAt, id }
  throw refuse('invalid_request', 'the cursor is not one of ours', {
    errors: [{ field: 'cursor', code: 'invalid', message: 'not a cursor of this list' }],
  })
}
