import type { RunCommand } from '../provision/stores/mongodb-users.ts'

/** A key, and when its life ends: milliseconds since 1970, none without an end. */
type Found = { readonly key: string; readonly endsAtMs: number | undefined }

/** Keys of a collection as the component writes it (`_id`, `_ttl`), by find and getMore; none whose life has run out. */
export async function listInMongodb(run: RunCommand, database: string): Promise<Found[]> {
  const live = { $or: [{ _ttl: null }, { _ttl: { $gt: new Date() } }] }
  const find = { find: 'state', filter: live, projection: { _id: 1, _ttl: 1 }, batchSize: 1_000 }
  const found: Found[] = []
  const { cursor } = await run(database, find)
  for (let { id, firstBatch: batch } = cursor; ; ) {
    for (const { _id, _ttl } of batch)
      found.push({ key: String(_id), endsAtMs: _ttl instanceof Date ? _ttl.getTime() : undefined })
    if (!Number(id)) return found
    const { cursor: next } = await run(database, {
      getMore: id,
      collection: 'state',
      batchSize: 1_000,
    })
    ;({ id, nextBatch: batch } = next)
  }
}
