import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { appIds } from '@comptoir/contracts/topology'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningPart, runPart } from '../../../test/sandbox/running-part.ts'
import { partPassword } from '../../runner/plan/secrets.ts'
import { databaseUsers } from './database-users.ts'
import { providePostgresql } from './postgresql.ts'
import { emptyPostgresql, preparePostgresql, userUrl } from './postgresql-users.ts'

let part: RunningPart
let adminUrl: string
const secrets = { partsKey: 'test' }
const { services, analyst } = databaseUsers('comptoir', secrets)
const [orders, carts] = ['orders', 'carts'].map((appId) => {
  const user = services.find((one) => one.appId === appId)
  if (!user) throw new Error(`no user for ${appId}`)
  return user
}) as [(typeof services)[number], (typeof services)[number]]

beforeAll(async () => {
  part = await runPart(providePostgresql, mkdtempSync(`${tmpdir()}/comptoir-pg-`))
  const url = new URL(part.part.sidecarEnvironment('orders').STATE_CONNECTION ?? '')
  url.username = 'comptoir_admin'
  url.password = partPassword(secrets, 'comptoir_admin')
  url.search = ''
  adminUrl = url.toString()
})
afterAll(() => part.stop())

async function asUser(user: { name: string; password: string }, ...statements: string[]) {
  const client = new pg.Client({ connectionString: userUrl(adminUrl, user) })
  await client.connect()
  try {
    const answers = []
    for (const statement of statements) answers.push((await client.query(statement)).rows)
    return answers.at(-1)
  } finally {
    await client.end()
  }
}

describe('PostgreSQL as the store', () => {
  it('gives each service a schema of its own, where its sidecar makes its table', async () => {
    await asUser(orders, 'CREATE TABLE state (key text)', "INSERT INTO state VALUES ('order')")
    await asUser(carts, 'CREATE TABLE state (key text)', "INSERT INTO state VALUES ('cart')")
    expect(await asUser(orders, 'SELECT key FROM state')).toEqual([{ key: 'order' }])
    expect(await asUser(carts, 'SELECT key FROM carts.state')).toEqual([{ key: 'cart' }])
  })

  it.each(appIds)('lets %s neither read nor write what is another service’s', async (appId) => {
    const user = services.find((one) => one.appId === appId) ?? orders
    const other = appId === 'orders' ? 'carts' : 'orders'
    const refused = /permission denied for schema/
    await expect(asUser(user, `SELECT * FROM ${other}.state`)).rejects.toThrow(refused)
    await expect(asUser(user, `DELETE FROM ${other}.state`)).rejects.toThrow(refused)
    await expect(asUser(user, `CREATE TABLE ${other}.mine (key text)`)).rejects.toThrow(refused)
    await expect(asUser(user, 'CREATE TABLE public.mine (key text)')).rejects.toThrow(refused)
    await expect(asUser(user, 'SET ROLE comptoir_admin')).rejects.toThrow(/permission denied/)
  })

  it('lets the analyst read all, also what is made later, and write nothing', async () => {
    await asUser(carts, 'CREATE TABLE later (key text)', "INSERT INTO later VALUES ('new')")
    expect(await asUser(analyst, 'SELECT key FROM orders.state')).toEqual([{ key: 'order' }])
    expect(await asUser(analyst, 'SELECT key FROM carts.later')).toEqual([{ key: 'new' }])
    const refused = /permission denied/
    await expect(asUser(analyst, 'DELETE FROM orders.state')).rejects.toThrow(refused)
    await expect(asUser(analyst, "UPDATE carts.later SET key = 'x'")).rejects.toThrow(refused)
    await expect(asUser(analyst, 'CREATE TABLE orders.mine (key text)')).rejects.toThrow(refused)
  })

  it('can be prepared again: nothing is lost', async () => {
    await preparePostgresql(adminUrl, secrets)
    expect(await asUser(orders, 'SELECT key FROM state')).toEqual([{ key: 'order' }])
  })

  it('is refused to another checkout, until it was emptied', async () => {
    const other = () => preparePostgresql(adminUrl, { partsKey: 'another checkout' })
    await expect(other()).rejects.toThrow(/holds the shop of another checkout/)
    await emptyPostgresql(adminUrl)
    await expect(other()).resolves.toBeUndefined()
    await expect(asUser(orders, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
  })
})
