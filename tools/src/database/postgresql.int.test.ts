import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StoredRow, stateRows } from '../../test/database/stored-documents.ts'
import {
  allServices,
  comparable,
  readScript,
  sqliteOf,
  sqliteRows,
} from '../../test/database/view-rows.ts'
import { type RunningPart, runPart } from '../../test/sandbox/running-part.ts'
import { userNameOf } from '../provision/part.ts'
import { providePostgresql } from '../provision/stores/postgresql.ts'
import { userUrl } from '../provision/stores/postgresql-users.ts'
import { partPassword } from '../runner/plan/secrets.ts'
import { UserError } from '../runner/screen/user-error.ts'
import { postgresql } from './engines/postgresql.ts'

/** Undefined where PostgreSQL cannot be had. */
const part = await startPart()
let server: string
const withDocuments = allServices.map(({ appId }) => appId)

/** Another database than the one that the runner prepared: the scripts make all of it. */
const database = 'shop'
const password = 'of the test'
const roleOf = (name: string) => ({ name: `${database}_${userNameOf(name)}`, password })

beforeAll(async () => {
  if (!part) return
  const url = new URL(part.part.sidecarEnvironment('orders')['STATE_CONNECTION'] ?? '')
  url.username = 'comptoir_admin'
  url.password = partPassword({ partsKey: 'test' }, 'comptoir_admin')
  url.search = ''
  await query(url.toString(), `CREATE DATABASE ${database}`)
  url.pathname = `/${database}`
  server = url.toString()
  for (const appId of withDocuments) {
    await query(server, readScript(appId, 'postgresql', 'up'))
    await query(server, `ALTER ROLE ${roleOf(appId).name} PASSWORD '${password}'`)
    for (const row of stateRows(appId)) await insert(appId, row)
  }
  await query(server, `ALTER ROLE ${roleOf('analyst').name} PASSWORD '${password}'`)
})
afterAll(() => part?.stop())

async function startPart(): Promise<RunningPart | undefined> {
  try {
    return await runPart(providePostgresql, mkdtempSync(`${tmpdir()}/comptoir-views-`))
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    console.log(`Left out, ${error.message}: the scripts for PostgreSQL`)
    return undefined
  }
}

async function query(url: string, text: string, values?: unknown[]) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(values ? { text, values } : text)).rows ?? []
  } finally {
    await client.end()
  }
}

const as = (name: string, text: string) => query(userUrl(server, roleOf(name)), text)

const insert = (appId: string, { key, value, isBinary, isExpired }: StoredRow) =>
  query(
    userUrl(server, roleOf(appId)),
    'INSERT INTO state (key, value, expires_at) VALUES ($1, $2, $3)',
    [key, Buffer.from(value, isBinary ? 'base64' : 'utf8'), isExpired ? '2026-01-01' : null],
  )

// dates as they are written: the driver makes midnights of some time zone of them
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

describe.skipIf(!part)('the scripts for PostgreSQL', () => {
  it.each(allServices)('show of $appId the rows that they show in SQLite', async (service) => {
    const { appId, views } = service
    await query(server, readScript(appId, 'postgresql', 'up'))
    const lite = sqliteOf(service)
    for (const view of views) {
      const rows = await as(appId, `SELECT * FROM "${appId}".${view.name}`)
      expect(comparable(view, rows), view.name).toEqual(sqliteRows(lite, view))
    }
  })

  it.each(allServices)('say of every column of $appId what it holds', async ({ appId, views }) => {
    const rows = await query(
      server,
      `SELECT c.relname, a.attname, col_description(c.oid, a.attnum) AS comment
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = '"${appId}"'::regnamespace AND a.attnum > 0 AND c.relkind IN ('r', 'v')`,
    )
    expect(rows.filter(({ comment }) => !comment)).toEqual([])
    for (const view of views) {
      const of = rows.filter(({ relname }) => relname === view.name)
      expect(of.map(({ attname }) => attname)).toEqual(view.columns.map(({ name }) => name))
    }
  })

  it('survive names that jsonb does not take', async () => {
    const data = { userId: 'usr_odd', firstName: 'a\u0000b', lastName: '\ud800', phone: '\\u0000' }
    const value = JSON.stringify({ version: 1, data, outbox: [], writes: [] })
    await insert('accounts', {
      ...{ key: 'accounts||accounts:usr_odd', value, isBinary: false, isExpired: false },
    })
    const found = `SELECT first_name, last_name, phone FROM users WHERE user_id = 'usr_odd'`
    expect(await as('accounts', found)).toEqual([
      { first_name: 'a\ufffdb', last_name: '\ufffd', phone: '\\u0000' },
    ])
  })

  it.each(withDocuments)('let %s read nothing of another service', async (appId) => {
    const other = appId === 'orders' ? 'carts' : 'orders'
    const refused = /permission denied for schema/
    await expect(as(appId, `SELECT * FROM ${other}.state`)).rejects.toThrow(refused)
    await expect(as(appId, `SELECT * FROM ${other}.${other}`)).rejects.toThrow(refused)
  })

  it('let the analyst read every view, no document, and write nothing', async () => {
    for (const { appId, views } of allServices) {
      for (const { name } of views) await as('analyst', `SELECT * FROM "${appId}".${name}`)
      const refused = /permission denied/
      await expect(as('analyst', `SELECT * FROM "${appId}".state`)).rejects.toThrow(refused)
      await expect(as('analyst', `DELETE FROM "${appId}".state`)).rejects.toThrow(refused)
      await expect(as('analyst', `CREATE VIEW "${appId}".mine AS SELECT 1`)).rejects.toThrow(
        refused,
      )
    }
  })

  it('join an order with its lines, customer, payment, refund and shipment', async () => {
    const [row] = await as(
      'analyst',
      `SELECT o.number, l.sku, p.status AS payment, r.amount_minor AS refunded, s.status AS shipment
       FROM orders.orders o JOIN orders.order_lines l USING (order_id)
       JOIN accounts.users u ON u.user_id = o.user_id
       JOIN payments.payments p USING (payment_intent_id)
       JOIN payments.refunds r USING (payment_intent_id)
       JOIN shipping.shipments s ON s.order_id = o.order_id`,
    )
    expect(row).toMatchObject({ payment: 'succeeded', refunded: '1390', shipment: 'cancelled' })
  })

  it('quote the name of a service that has a hyphen', async () => {
    const [like] = allServices.filter(({ appId }) => appId === 'inventory')
    const { up, down, drop } = postgresql({
      views: like?.views ?? [],
      appId: 'gift-cards' as AppId,
    })
    for (const script of [up, up]) await query(server, script)
    expect(await query(server, 'SELECT * FROM "gift-cards".stock')).toEqual([])
    for (const script of [down, drop]) await query(server, script)
    const schemas = await query(server, "SELECT FROM pg_namespace WHERE nspname = 'gift-cards'")
    expect(schemas).toEqual([])
  })

  it('take the views down and keep documents, then drop all of it', async () => {
    for (const appId of withDocuments) {
      for (let times = 0; times < 2; times += 1)
        await query(server, readScript(appId, 'postgresql', 'down'))
      const views = `SELECT viewname FROM pg_views WHERE schemaname = '${appId}'`
      expect(await query(server, views)).toEqual([])
      const rows = await query(server, `SELECT key FROM "${appId}".state`)
      expect(rows.length).toBeGreaterThanOrEqual(stateRows(appId).length)
      for (let times = 0; times < 2; times += 1)
        await query(server, readScript(appId, 'postgresql', 'drop'))
    }
    const roles = `SELECT rolname FROM pg_roles WHERE rolname LIKE '${database}\\_%'`
    expect(await query(server, roles)).toEqual([{ rolname: `${database}_analyst` }])
    const schemas = await query(server, 'SELECT nspname FROM pg_namespace')
    expect(schemas.filter(({ nspname }) => appIds.includes(nspname))).toEqual([])
  })
})
