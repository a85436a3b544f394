import { refuse } from '@comptoir/service/refusal'
import { z } from 'zod'
import type { Document, ListOptions, ListPage } from './documents.ts'
import type { IndexAddress, IndexHit } from './ledger.ts'
import type { Shape } from './protocol.ts'
import type { Store } from './store.ts'

type Source<T> = {
  readonly store: Store
  readonly shape: Shape
  readonly address: IndexAddress
  readonly getMany: (ids: readonly string[]) => Promise<Document<T>[]>
}

const Position = z.tuple([z.number(), z.string()])

/** A page of documents by an index: entries whose document is gone are repaired, stale ones left out. */
export async function listDocuments<T>(
  source: Source<T>,
  { limit = 20, cursor, order = 'asc' }: ListOptions,
): Promise<ListPage<T>> {
  const { store, address } = source
  const after = cursor === undefined ? undefined : readCursor(cursor)
  const hits = await store.ledger.page(address, { limit: limit + 1, order, after })
  const shown = hits.slice(0, limit)
  const documents = await source.getMany(shown.map(({ id }) => id))
  await repairGone(source, shown, documents)
  const items = documents.filter(({ data }) => belongs(source, data))
  const last = shown.at(-1)
  return hits.length > limit && last ? { items, nextCursor: writeCursor(last) } : { items }
}

function belongs<T>({ shape, address }: Source<T>, data: T): boolean {
  return shape
    .entriesOf(data)
    .some(({ index, key }) => index === address.index && key === address.key)
}

async function repairGone<T>(source: Source<T>, hits: IndexHit[], documents: Document<T>[]) {
  if (documents.length === hits.length) return
  const found = new Set(documents.map(({ id }) => id))
  const gone = hits.filter(({ id }) => !found.has(id))
  await Promise.all(gone.map((hit) => source.store.ledger.repair(source.address, hit)))
}

function writeCursor({ score, id }: IndexHit): string {
  return Buffer.from(JSON.stringify([score, id])).toString('base64url')
}

function readCursor(cursor: string): { score: number; id: string } {
  try {
    const [score, id] = Position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
    return { score, id }
  } catch {
    throw refuse('invalid_request', 'the cursor is not one of ours', {
      errors: [{ field: 'cursor', code: 'invalid', message: 'not a cursor of this list' }],
    })
  }
}
