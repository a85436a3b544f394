import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Mariadb, missingMariadb, startMariadb } from '../../test/database/mariadb.ts'
import { type StoredRow, stateRows } from '../../test/database/stored-documents.ts'
import {
  allServices,
  comparable,
  readScript,
  sqliteOf,
  sqliteRows,
  type ViewRow,
} from '../../test/database/view-rows.ts'
import { userNameOf } from '../provision/part.ts'
import type { View } from './views.ts'

const missing = missingMariadb()
if (missing) console.log(`Left out, ${missing}: the scripts for MySQL`)

let server: Mariadb
const userOf = (name: string) => ({ name: `comptoir_${userNameOf(name)}`, password: 'of the test' })
const unlocked = (name: string) =>
  `ALTER USER '${userOf(name).name}'@'%' IDENTIFIED BY '${userOf(name).password}' ACCOUNT UNLOCK;`

const inserted = ({ key, value, isBinary, isExpired }: StoredRow) =>
  `INSERT INTO state (id, value, isbinary, eTag, expiredate) VALUES (${[
    text(key),
    text(isBinary ? JSON.stringify(value) : value),
    isBinary,
    "'etag'",
    isExpired ? "'2026-01-01'" : 'NULL',
  ].join(', ')});`
const text = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

beforeAll(async () => {
  if (missing) return
  server = await startMariadb()
  for (const { appId } of allServices) {
    server.run(readScript(appId, 'mysql', 'up'))
    server.run(unlocked(appId))
    const rows = stateRows(appId).map(inserted).join('\n')
    server.run(`USE comptoir_${userNameOf(appId)};\n${rows}`, userOf(appId))
  }
  server.run(unlocked('analyst'))
})
afterAll(() => server?.stop())

/** The rows of a view, as one JSON text each: the client has no other form that keeps NULL apart. */
function rowsOf(appId: string, view: View, user: string): ViewRow[] {
  const fields = view.columns.map(({ name }) => `'${name}', \`${name}\``).join(', ')
  const answer = server.run(
    `SELECT JSON_OBJECT(${fields}) FROM comptoir_${userNameOf(appId)}.\`${view.name}\``,
    userOf(user),
  )
  return answer
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

describe.skipIf(missing)('the scripts for MySQL, on MariaDB', () => {
  it.each(allServices)('show of $appId the rows that they show in SQLite', (service) => {
    const { appId, views } = service
    server.run(readScript(appId, 'mysql', 'up'))
    const lite = sqliteOf(service)
    for (const view of views)
      expect(comparable(view, rowsOf(appId, view, appId)), view.name).toEqual(
        sqliteRows(lite, view),
      )
  })

  it.each(allServices)('let $appId read nothing of another service', ({ appId }) => {
    const other = appId === 'orders' ? 'carts' : 'orders'
    for (const name of ['state', other]) {
      const reading = () =>
        server.run(`SELECT * FROM comptoir_${userNameOf(other)}.${name}`, userOf(appId))
      expect(reading).toThrow(/command denied/)
    }
  })

  it('keep ids apart that differ in case only, in tables of before as well', () => {
    const rows = ['cart_a', 'cart_A'].map(
      (id) => `INSERT INTO state (id, value, isbinary, eTag) VALUES ('${id}', '{}', false, 'e');`,
    )
    const usual =
      'USE comptoir_carts; ALTER TABLE state MODIFY id VARCHAR(255) COLLATE utf8mb4_general_ci;'
    server.run(usual)
    expect(() => server.run(`USE comptoir_carts; ${rows.join('')}`)).toThrow(/Duplicate/)
    server.run(readScript('carts', 'mysql', 'up'))
    server.run(`USE comptoir_carts; ${rows[1]} DELETE FROM state WHERE value = '{}';`)
  })

  it('let the analyst read every view, no document, and write nothing', () => {
    for (const { appId, views } of allServices) {
      for (const view of views) rowsOf(appId, view, 'analyst')
      const as = (script: string) => () => server.run(script, userOf('analyst'))
      expect(as(`SELECT * FROM comptoir_${userNameOf(appId)}.state`)).toThrow(/command denied/)
      expect(as(`DELETE FROM comptoir_${userNameOf(appId)}.state`)).toThrow(/command denied/)
      expect(as(`CREATE VIEW comptoir_${userNameOf(appId)}.mine AS SELECT 1`)).toThrow(
        /command denied/,
      )
    }
  })

  it('let nobody in as a user that has no password yet', () => {
    server.run(`DROP USER 'comptoir_carts'@'%'; ${readScript('carts', 'mysql', 'up')}`)
    expect(() => server.run('SELECT 1', { name: 'comptoir_carts', password: '' })).toThrow(
      /is locked/,
    )
  })

  it('take the views down and keep documents, then drop all of it', () => {
    for (const { appId } of allServices) {
      for (let times = 0; times < 2; times += 1) server.run(readScript(appId, 'mysql', 'down'))
      const views = `SELECT table_name FROM information_schema.views WHERE table_schema = 'comptoir_${userNameOf(appId)}'`
      expect(server.run(views)).toBe('')
      const count = server.run(`SELECT count(*) FROM comptoir_${userNameOf(appId)}.state`)
      expect(Number(count)).toBe(stateRows(appId).length)
      for (let times = 0; times < 2; times += 1) server.run(readScript(appId, 'mysql', 'drop'))
    }
    expect(server.run("SHOW DATABASES LIKE 'comptoir%'")).toBe('')
    const users = "SELECT user FROM mysql.user WHERE user LIKE 'comptoir%'"
    expect(server.run(users).trim()).toBe('comptoir_analyst')
  })
})
