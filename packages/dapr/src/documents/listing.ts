import { refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import type { CollectionDescriptor } from '../outbox/delivery.ts'
import type { IndexAddress, IndexEntry, IndexHit, IndexPage } from '../outbox/delivery-index.ts'
import type { Store } from './store.ts'

export type ListOptions = {
  limit?: number
  cursor?: string | undefined
  order?: 'asc' | 'desc'
  /** Only scores from `min` to `max`, both included. */
  min?: number | undefined
  max?: number | undefined
}
export type Page<D> = { items: D[]; nextCursor?: string }

type Listed = { readonly id: string; readonly data: unknown }
type Source<D> = {
  readonly store: Store
  readonly descriptor: CollectionDescriptor
  readonly address: IndexAddress
  readonly getMany: (ids: readonly string[]) => Promise<D[]>
}

type Place = NonNullable<IndexPage['after']>
const Position = z.tuple([z.number(), z.string()])
/** Sorts behind every id. */
const lastId = '\u{10ffff}'

/** A page of documents by an index: entries whose document is gone are repaired, stale ones left out. */
export async function listDocuments<D extends Listed>(
  source: Source<D>,
  options: ListOptions,
): Promise<Page<D>> {
  const { limit = 20, order = 'asc', min = -Infinity, max = Infinity } = options
  const { store, address } = source
  const after = startOf(options)
  const found = await store.ledger.page(address, { limit: limit + 1, order, after })
  const hits = found.filter(({ score }) => score >= min && score <= max)
  const shown = hits.slice(0, limit)
  const documents = await source.getMany(shown.map(({ id }) => id))
  await repairGone(source, shown, documents)
  const isHere = (entry: IndexEntry) => entry.index === address.index && entry.key === address.key
  const items = documents.filter(({ data }) => source.descriptor.entriesOf(data).some(isHere))
  const last = shown.at(-1)
  return hits.length > limit && last ? { items, nextCursor: writeCursor(last) } : { items }
}

/** Where a page begins: after its cursor, but not before its range. */
function startOf({ cursor, order = 'asc', min, max }: ListOptions): Place | undefined {
  const isUp = order === 'asc'
  const bound = isUp ? min : max
  const edge = bound === undefined ? undefined : { score: bound, id: isUp ? '' : lastId }
  if (cursor === undefined) return edge
  const place = readCursor(cursor)
  const isOutside = edge && (isUp ? place.score < edge.score : place.score > edge.score)
  return isOutside ? edge : place
}

async function repairGone<D extends Listed>(
  { store, address }: Source<D>,
  hits: readonly IndexHit[],
  documents: readonly D[],
) {
  const found = new Set(documents.map(({ id }) => id))
  const gone = hits.filter(({ id }) => !found.has(id))
  await Promise.all(gone.map((hit) => store.ledger.repair(address, hit)))
}

function writeCursor({ score, id }: IndexHit): string {
  return Buffer.from(JSON.stringify([score, id])).toString('base64url')
}

function readCursor(cursor: string): Place {
  try {
    const [score, id] = Position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { score, id }
  } catch {
    throw refuse('invalid_request', 'the cursor is not one of ours', {
      errors: [{ field: 'cursor', code: 'invalid', message: 'not a cursor of this list' }],
    })
  }
}
