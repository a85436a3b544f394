import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import { known } from '../runner/plan/choice.ts'
import { checkout } from '../runner/plan/layout.ts'
import { listDocumentKeys, movableStores } from './document-keys.ts'

const redis = new Redis({ lazyConnect: true })

/** A file as the component lays it out, with these rows: key, life in seconds. */
function fileOf(rows: readonly [string, number | null][]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'comptoir-keys-')), 'orders.db')
  const database = new DatabaseSync(file)
  database.exec('CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT, expiration_time TIMESTAMP)')
  const insert = database.prepare(
    "INSERT INTO state VALUES (?, '{}', CASE WHEN ?2 IS NULL THEN NULL ELSE datetime('now', ?2 || ' seconds') END)",
  )
  for (const [key, seconds] of rows) insert.run(key, seconds)
  database.close()
  return `${pathToFileURL(file)}?_pragma=synchronous(FULL)`
}

const listIn = (address: string) =>
  listDocumentKeys({
    ...{ appId: 'orders', store: 'sqlite', redis },
    environment: { STATE_CONNECTION: address },
  })

describe('the documents in a store', () => {
  it('are listed without what follows from them, nor what is another service’s', async () => {
    const address = fileOf([
      ['orders||orders:ord_2', null],
      ['orders||orders:ord_1', null],
      ['orders||roster:1', null],
      ['orders||roster:begun', null],
      ['orders||dapr.internal.default.orders.workflow||ord_1||metadata', null],
      ['billing||invoices:inv_1', null],
    ])
    expect(await listIn(address)).toEqual([{ key: 'orders:ord_1' }, { key: 'orders:ord_2' }])
  })

  it('say when they end, and are left out once they have', async () => {
    const address = fileOf([
      ['orders||carts:a', 3_600],
      ['orders||carts:b', -1],
    ])
    const [first, ...others] = await listIn(address)
    expect(others).toEqual([])
    expect(first?.key).toBe('carts:a')
    expect(Math.abs((first?.expiresAtMs ?? 0) - Date.now() - 3_600_000)).toBeLessThan(5_000)
  })

  it('can be listed in every store that keeps them over a restart', async () => {
    const lasting = known(checkout, 'store').filter((store) => store !== 'in-memory')
    expect(movableStores.toSorted()).toEqual(lasting.toSorted())
    const source = { appId: 'orders', redis, environment: {} } as const
    await expect(listDocumentKeys({ ...source, store: 'in-memory' })).rejects.toThrow(/be listed/)
  })
})
