import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningPart, runPart } from '../../test/sandbox/running-part.ts'
import { providePostgresql } from '../provision/stores/postgresql.ts'
import { knownSecrets } from '../resources/known-secrets.ts'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { portsAt } from '../runner/plan/ports.ts'
import { partPassword } from '../runner/plan/secrets.ts'
import { prepareConnections } from './connections.ts'

let part: RunningPart
let administrator: string

beforeAll(async () => {
  part = await runPart(providePostgresql, mkdtempSync(`${tmpdir()}/comptoir-pg-`))
  const url = new URL(part.part.sidecarEnvironment('orders').STATE_CONNECTION ?? '')
  url.username = 'comptoir_admin'
  url.password = partPassword({ partsKey: 'test' }, 'comptoir_admin')
  url.pathname = '/given'
  url.search = ''
  administrator = url.toString()
})
afterAll(() => part.stop())

const prepare = (partsKey: string) =>
  prepareConnections(
    { broker: 'redis', store: 'postgresql' },
    {
      layout: layoutOf(checkout, {}),
      ports: portsAt(0),
      secrets: { ...knownSecrets('test'), partsKey },
      env: { POSTGRESQL_URL: administrator },
      isRoot: false,
      progress: () => {},
    },
  )

/** Runs a statement at the address that a sidecar is given. */
async function at(address: string | undefined, statement: string) {
  const url = new URL(address ?? '')
  url.search = ''
  const client = new pg.Client({ connectionString: url.toString() })
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

describe('a database that others run', () => {
  it('lets each service in at its own address, where it sees no other', async () => {
    const { orders, carts } = await prepare('key')
    expect(await at(orders.STATE_CONNECTION, 'SELECT key FROM state')).toEqual([])
    const refused = at(carts.STATE_CONNECTION, 'SELECT * FROM orders.state')
    await expect(refused).rejects.toThrow(/permission denied for schema orders/)
    const names = [orders, carts].map(({ STATE_CONNECTION = '' }) => new URL(STATE_CONNECTION))
    expect(names.map(({ username }) => username)).toEqual(['given_orders', 'given_carts'])
  })

  it('gives the same addresses for the same key, and is refused to another', async () => {
    expect(await prepare('key')).toEqual(await prepare('key'))
    await expect(prepare('another key')).rejects.toThrow(/holds the shop of another checkout/)
  })
})
