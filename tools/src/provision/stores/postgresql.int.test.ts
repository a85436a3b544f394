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
const serviceOf = (appId: string) => {
  const user = services.find((one) => one.appId === appId)
  if (!user) throw new Error(`no user for ${appId}`)
  return user
}
const [orders, carts] = [serviceOf('orders'), serviceOf('carts')]

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

const state = (schema: string) => `${schema}.state (key text PRIMARY KEY, value bytea)`
const saved = (key: string, data: object) =>
  `INSERT INTO state (key, value) VALUES ('${key}', '${JSON.stringify({ version: 1, data })}')`
const order = { orderId: 'ord_1', number: 'CO-1' }
const viewed = 'SELECT order_id, number FROM orders.orders'

describe('PostgreSQL as the store', () => {
  it('gives each service a schema of its own, where its sidecar finds or makes its table', async () => {
    await asUser(orders, saved('orders||orders:ord_1', order))
    await asUser(carts, saved('carts||carts:crt_1', { cartId: 'crt_1' }))
    const key = 'orders||orders:ord_1'
    expect(await asUser(orders, 'SELECT key FROM state')).toEqual([{ key }])
    const gateway = serviceOf('gateway')
    await asUser(gateway, `CREATE TABLE ${state('gateway')}`, saved('kept', {}))
    expect(await asUser(gateway, 'SELECT key FROM gateway.state')).toEqual([{ key: 'kept' }])
  })

  it.each(appIds)('lets %s neither read nor write what is another service’s', async (appId) => {
    const user = serviceOf(appId)
    const other = appId === 'orders' ? 'carts' : 'orders'
    const refused = /permission denied for schema/
    await expect(asUser(user, `SELECT * FROM ${other}.state`)).rejects.toThrow(refused)
    await expect(asUser(user, `DELETE FROM ${other}.state`)).rejects.toThrow(refused)
    await expect(asUser(user, `CREATE TABLE ${other}.mine (key text)`)).rejects.toThrow(refused)
    await expect(asUser(user, 'CREATE TABLE public.mine (key text)')).rejects.toThrow(refused)
    await expect(asUser(user, 'SET ROLE comptoir_admin')).rejects.toThrow(/permission denied/)
  })

  it('lets the analyst read the views, no table, also of what is made later, and write nothing', async () => {
    await asUser(carts, 'CREATE TABLE later (key text)', "INSERT INTO later VALUES ('new')")
    expect(await asUser(analyst, viewed)).toEqual([{ order_id: 'ord_1', number: 'CO-1' }])
    const refused = /permission denied/
    for (const table of ['accounts.state', 'orders.state', 'carts.later', 'gateway.state'])
      await expect(asUser(analyst, `SELECT * FROM ${table}`)).rejects.toThrow(refused)
    await expect(asUser(analyst, 'DELETE FROM orders.state')).rejects.toThrow(refused)
    await expect(asUser(analyst, "UPDATE carts.later SET key = 'x'")).rejects.toThrow(refused)
    await expect(asUser(analyst, 'CREATE TABLE orders.mine (key text)')).rejects.toThrow(refused)
  })

  it('can be prepared again: nothing is lost, and tables that the analyst could read are closed', async () => {
    const admin = { name: 'comptoir_admin', password: partPassword(secrets, 'comptoir_admin') }
    await asUser(admin, `GRANT SELECT ON ALL TABLES IN SCHEMA orders TO ${analyst.name}`)
    await asUser(
      orders,
      `ALTER DEFAULT PRIVILEGES IN SCHEMA orders GRANT SELECT ON TABLES TO ${analyst.name}`,
    )
    await preparePostgresql(adminUrl, secrets)
    await asUser(orders, 'CREATE TABLE later (key text)')
    for (const table of ['orders.state', 'orders.later'])
      await expect(asUser(analyst, `SELECT * FROM ${table}`)).rejects.toThrow(/permission denied/)
    expect(await asUser(analyst, viewed)).toEqual([{ order_id: 'ord_1', number: 'CO-1' }])
  })

  it('replaces a view that had other columns', async () => {
    await asUser(orders, 'DROP VIEW orders', "CREATE VIEW orders AS SELECT 'x' AS other_column")
    await preparePostgresql(adminUrl, secrets)
    expect(await asUser(analyst, viewed)).toEqual([{ order_id: 'ord_1', number: 'CO-1' }])
  })

  it('is refused to another checkout, until it was emptied', async () => {
    const other = () => preparePostgresql(adminUrl, { partsKey: 'another checkout' })
    await expect(other()).rejects.toThrow(/holds the shop of another checkout/)
    await emptyPostgresql(adminUrl)
    await expect(other()).resolves.toBeUndefined()
    await expect(asUser(orders, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
  })

  it('has nothing of services that keep their documents elsewhere', async () => {
    await emptyPostgresql(adminUrl)
    await preparePostgresql(adminUrl, secrets, ['orders'])
    const schemas = "SELECT nspname FROM pg_namespace WHERE nspname IN ('orders', 'carts')"
    expect(await asUser(orders, schemas)).toEqual([{ nspname: 'orders' }])
    await expect(asUser(carts, 'SELECT 1')).rejects.toThrow(/password authentication failed/)
  })
})
