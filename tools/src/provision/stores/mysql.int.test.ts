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

describe('MySQL as the store', () => {
  it('gives each service a database of its own, where its sidecar makes its table', async () => {
    await asUser(userOf('orders'), ...made('comptoir_orders', 'state', 'order'))
    await asUser(userOf('carts'), ...made('comptoir_carts', 'state', 'cart'))
    const read = 'SELECT id FROM comptoir_orders.state'
    expect(await asUser(userOf('orders'), read)).toEqual([{ id: 'order' }])
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

  it('lets the analyst read all, also what is made later, and write nothing', async () => {
    await asUser(userOf('carts'), ...made('comptoir_carts', 'later', 'new'))
    expect(await asUser(analyst, 'SELECT id FROM comptoir_orders.state')).toEqual([{ id: 'order' }])
    expect(await asUser(analyst, 'SELECT id FROM comptoir_carts.later')).toEqual([{ id: 'new' }])
    const refused = /denied/
    await expect(asUser(analyst, 'DELETE FROM comptoir_orders.state')).rejects.toThrow(refused)
    await expect(asUser(analyst, 'CREATE TABLE comptoir_orders.x (id int)')).rejects.toThrow(
      refused,
    )
  })

  it('keeps ids apart that differ in case only, also in a table that was made otherwise', async () => {
    const admin = { name: 'comptoir_admin', password: address.password }
    await asUser(userOf('orders'), "INSERT INTO comptoir_orders.state VALUES ('ORDER')")
    await asUser(
      admin,
      'ALTER TABLE comptoir_carts.state MODIFY id varchar(9) COLLATE utf8mb4_general_ci',
      `ALTER USER '${userOf('carts').name}'@'%' ACCOUNT LOCK`,
    )
    const insert = "INSERT INTO comptoir_carts.state VALUES ('CART')"
    await expect(asUser(admin, insert)).rejects.toThrow(/Duplicate/)
    await prepareMysql(address.toString(), secrets)
    await asUser(userOf('carts'), insert)
    const read = 'SELECT id FROM comptoir_carts.state ORDER BY id'
    expect(await asUser(userOf('carts'), read)).toEqual([{ id: 'CART' }, { id: 'cart' }])
  })

  it('can be prepared again, and is refused to another checkout until it was emptied', async () => {
    const url = address.toString()
    await prepareMysql(url, secrets)
    const read = "SELECT id FROM comptoir_orders.state WHERE id = 'order'"
    expect(await asUser(analyst, read)).toEqual([{ id: 'order' }])
    const other = () => prepareMysql(url, { partsKey: 'another checkout' })
    await expect(other()).rejects.toThrow(/holds the shop of another checkout/)
    await emptyMysql(url)
    await expect(other()).resolves.toBeUndefined()
    await expect(asUser(userOf('orders'), 'SELECT 1')).rejects.toThrow(/denied/)
  })
})
