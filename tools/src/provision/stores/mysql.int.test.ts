import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { appIds } from '@comptoir/contracts/topology'
import { createConnection } from 'mysql2/promise'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type RunningPart, runPart } from '../../../test/sandbox/running-part.ts'
import { partPassword } from '../../runner/plan/secrets.ts'
import { type DatabaseUser, databaseUsers } from './database-users.ts'
import { provideMysql } from './mysql.ts'
import { emptyMysql, prepareMysql } from './mysql-users.ts'

let part: RunningPart
let address: URL
const secrets = { partsKey: 'test' }
const { services, analyst } = databaseUsers('comptoir', secrets)
const userOf = (appId: string): DatabaseUser => {
  const user = services.find((one) => one.appId === appId)
  if (!user) throw new Error(`no user for ${appId}`)
  return user
}

beforeAll(async () => {
  part = await runPart(provideMysql, mkdtempSync(`${tmpdir()}/comptoir-my-`))
  const port = /tcp\(127\.0\.0\.1:(\d+)\)/.exec(
    part.part.sidecarEnvironment('orders').STATE_CONNECTION ?? '',
  )?.[1]
  const password = partPassword(secrets, 'comptoir_admin')
  address = new URL(`mysql://comptoir_admin:${password}@127.0.0.1:${port}/`)
})
afterAll(() => part.stop())

async function asUser({ name, password }: DatabaseUser, ...statements: string[]) {
  const url = new URL(address)
  url.username = name
  url.password = password
  const connection = await createConnection(url.toString())
  try {
    const answers = []
    for (const statement of statements) answers.push((await connection.query(statement))[0])
    return answers.at(-1)
  } finally {
    await connection.end()
  }
}

const made = (database: string, table: string, key: string) => [
  `CREATE TABLE ${database}.${table} (id varchar(9) PRIMARY KEY)`,
  `INSERT INTO ${database}.${table} VALUES ('${key}')`,
]
const saved = (database: string, id: string, data: object) =>
  `INSERT INTO ${database}.state (id, value, isbinary, eTag)
   VALUES ('${id}', '${JSON.stringify({ version: 1, data })}', false, 'etag')`
const order = { orderId: 'ord_1', number: 'CO-1' }
const viewed = 'SELECT order_id, number FROM comptoir_orders.orders'
const seen = [{ order_id: 'ord_1', number: 'CO-1' }]

describe('MySQL as the store', () => {
  it('gives each service a database of its own, where its sidecar finds or makes its table', async () => {
    await asUser(userOf('orders'), saved('comptoir_orders', 'orders||orders:ord_1', order))
    await asUser(userOf('carts'), saved('comptoir_carts', 'cart', {}))
    await asUser(userOf('gateway'), ...made('comptoir_gateway', 'state', 'kept'))
    const read = 'SELECT id FROM comptoir_orders.state'
    expect(await asUser(userOf('orders'), read)).toEqual([{ id: 'orders||orders:ord_1' }])
  })

  it.each(appIds)('lets %s neither read nor write what is another service’s', async (appId) => {
    const other = appId === 'orders' ? 'comptoir_carts' : 'comptoir_orders'
    const refused = /denied/
    const user = userOf(appId)
    await expect(asUser(user, `SELECT * FROM ${other}.state`)).rejects.toThrow(refused)
    await expect(asUser(user, `DELETE FROM ${other}.state`)).rejects.toThrow(refused)
    await expect(asUser(user, `CREATE TABLE ${other}.mine (id int)`)).rejects.toThrow(refused)
    await expect(asUser(user, 'CREATE DATABASE mine')).rejects.toThrow(refused)
  })

  it('lets the analyst read the views, no table, also of what is made later, and write nothing', async () => {
    await asUser(userOf('carts'), ...made('comptoir_carts', 'later', 'new'))
    expect(await asUser(analyst, viewed)).toEqual(seen)
    const refused = /denied/
    for (const table of ['accounts.state', 'orders.state', 'carts.later', 'gateway.state'])
      await expect(asUser(analyst, `SELECT * FROM comptoir_${table}`)).rejects.toThrow(refused)
    await expect(asUser(analyst, 'DELETE FROM comptoir_orders.orders')).rejects.toThrow(refused)
    await expect(asUser(analyst, 'CREATE TABLE comptoir_orders.x (id int)')).rejects.toThrow(
      refused,
    )
  })

  it('closes databases that the analyst could read once it is prepared again', async () => {
    const admin = { name: 'comptoir_admin', password: address.password }
    await asUser(admin, `GRANT SELECT ON \`comptoir\\_orders\`.* TO '${analyst.name}'@'%'`)
    const reading = () => asUser(analyst, 'SELECT * FROM comptoir_orders.state')
    await expect(reading()).resolves.toHaveLength(1)
    await prepareMysql(address.toString(), secrets)
    await expect(reading()).rejects.toThrow(/denied/)
    expect(await asUser(analyst, viewed)).toEqual(seen)
  })

  it('prepares a shop of another name beside it, with a wildcard in its name', async () => {
    const url = new URL(address)
    url.pathname = '/my_shop'
    await prepareMysql(url.toString(), secrets)
    const other = databaseUsers('my_shop', secrets)
    expect(await asUser(other.analyst, 'SELECT * FROM my_shop_orders.orders')).toEqual([])
    const reading = asUser(other.analyst, 'SELECT * FROM my_shop_orders.state')
    await expect(reading).rejects.toThrow(/denied/)
    await expect(asUser(other.analyst, viewed)).rejects.toThrow(/denied/)
    await emptyMysql(url.toString())
  })

  it('refuses a name that its scripts cannot hold', async () => {
    const url = new URL(address)
    url.pathname = '/my%60shop'
    await expect(prepareMysql(url.toString(), secrets)).rejects.toThrow(/no quotes/)
  })

  it('keeps ids apart that differ in case only, also in a table that was made otherwise', async () => {
    const admin = { name: 'comptoir_admin', password: address.password }
    await asUser(
      admin,
      'ALTER TABLE comptoir_carts.state MODIFY id varchar(255) COLLATE utf8mb4_general_ci NOT NULL',
      `ALTER USER '${userOf('carts').name}'@'%' ACCOUNT LOCK`,
    )
    const insert = saved('comptoir_carts', 'CART', {})
    await expect(asUser(admin, insert)).rejects.toThrow(/Duplicate/)
    await prepareMysql(address.toString(), secrets)
    await asUser(userOf('carts'), insert)
    const read = 'SELECT id FROM comptoir_carts.state ORDER BY id'
    expect(await asUser(userOf('carts'), read)).toEqual([{ id: 'CART' }, { id: 'cart' }])
  })

  it('can be prepared again, and is refused to another checkout until it was emptied', async () => {
    const url = address.toString()
    await prepareMysql(url, secrets)
    expect(await asUser(analyst, viewed)).toEqual(seen)
    const other = () => prepareMysql(url, { partsKey: 'another checkout' })
    await expect(other()).rejects.toThrow(/holds the shop of another checkout/)
    await emptyMysql(url)
    await expect(other()).resolves.toBeUndefined()
    await expect(asUser(userOf('orders'), 'SELECT 1')).rejects.toThrow(/denied/)
  })
})
