import type { Collection, Document } from './documents.ts'

export type Walk<T> = {
  readonly collection: Pick<Collection<T>, 'list'>
  readonly index: string
  readonly key: string
  readonly min?: number
  readonly max?: number
}

const pageSize = 100

/**
 * All documents of an index, by score, read page by page. They may change meanwhile: what moves behind the walk is
 * left out, what moves ahead comes again.
 * @example for await (const { id } of walk({ collection: orders, index: 'since', key: 'pending', max })) await see(id)
 */
export async function* walk<T>(documents: Walk<T>): AsyncGenerator<Document<T>> {
  const { collection, index, key, min, max } = documents
  let cursor: string | undefined
  do {
    const page = await collection.list(index, key, { min, max, limit: pageSize, cursor })
    yield* page.items
    cursor = page.nextCursor
  } while (cursor)
}
