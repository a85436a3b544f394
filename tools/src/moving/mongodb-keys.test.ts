import { expect, it } from 'vitest'
import type { RunCommand } from '../provision/stores/mongodb-users.ts'
import { listInMongodb } from './mongodb-keys.ts'

it('reads the keys of a collection to its end, with the end of their lives', async () => {
  const ends = new Date(Date.now() + 60_000)
  const asked: object[] = []
  const run: RunCommand = async (database, command) => {
    expect(database).toBe('shop_orders')
    asked.push(command)
    return 'find' in command
      ? { cursor: { id: 7n, firstBatch: [{ _id: 'orders||orders:ord_1' }] } }
      : { cursor: { id: 0n, nextBatch: [{ _id: 'orders||carts:a', _ttl: ends }] } }
  }
  expect(await listInMongodb(run, 'shop_orders')).toEqual([
    { key: 'orders||orders:ord_1', endsAtMs: undefined },
    { key: 'orders||carts:a', endsAtMs: ends.getTime() },
  ])
  expect(asked[1]).toMatchObject({ getMore: 7n, collection: 'state' })
})
