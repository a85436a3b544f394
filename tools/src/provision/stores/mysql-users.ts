import { type AppId, appIds } from '@comptoir/contracts/topology'
import {
  type Connection,
  createConnection,
  escapeId,
  escape as quoted,
  type RowDataPacket,
} from 'mysql2/promise'
import { viewScripts } from '../../database/view-scripts.ts'
import { partPassword, type Secrets } from '../../runner/plan/secrets.ts'
import { UserError } from '../../runner/screen/user-error.ts'
import {
  type DatabaseUser,
  databaseOf,
  databaseUsers,
  missingOf,
  othersDatabase,
  type ServiceUser,
} from './database-users.ts'

/**
 * Makes one database for each service, `<name>_<service>`, with a user who owns it and sees no other, and an analyst who
 * reads the views of every service, no table, and writes nothing. The name is the one in the address of the
 * administrator, `comptoir` without one; `of` are the services that keep their documents there. Throws a UserError for a
 * name that scripts cannot hold.
 */
export async function prepareMysql(
  adminUrl: string,
  secrets: Pick<Secrets, 'partsKey'>,
  of: readonly AppId[] = appIds,
) {
  const prefix = databaseOf(adminUrl)
  if (/[`'"\\]/.test(prefix)) throw new UserError(`A shop cannot be named ${prefix}: no quotes`)
  const { services, analyst } = databaseUsers(prefix, secrets, of)
  await withConnection(adminUrl, async (connection) => {
    await requireOwn(connection, prefix, secrets)
    await createUser(connection, analyst)
    for (const service of services) await prepareService(connection, service, analyst)
    for (const { up } of viewScripts('mysql', of)) await connection.query(named(up, prefix))
  })
}

/** Drops our databases and users; what else the server holds stays. */
export async function emptyMysql(adminUrl: string): Promise<void> {
  const prefix = databaseOf(adminUrl)
  const { services, analyst } = databaseUsers(prefix, { partsKey: '' })
  await withConnection(adminUrl, async (connection) => {
    for (const { name } of services)
      await connection.query(`DROP DATABASE IF EXISTS ${escapeId(name)}`)
    await connection.query(`DROP DATABASE IF EXISTS ${escapeId(`${prefix}_checkout`)}`)
    for (const user of [...services, analyst])
      await connection.query(`DROP USER IF EXISTS ${accountOf(user)}`)
  })
}

/** Notes whose databases they are. Throws a UserError when they are another checkout's: the two shops would mix. */
async function requireOwn(
  connection: Connection,
  prefix: string,
  secrets: Pick<Secrets, 'partsKey'>,
) {
  const own = partPassword(secrets, 'checkout')
  const database = escapeId(`${prefix}_checkout`)
  await connection.query(`CREATE DATABASE IF NOT EXISTS ${database}`)
  await connection.query(
    `CREATE TABLE IF NOT EXISTS ${database}.checkout (id varchar(64) PRIMARY KEY)`,
  )
  const ids = () => connection.query<RowDataPacket[]>(`SELECT id FROM ${database}.checkout`)
  if ((await ids())[0].length === 0)
    await connection.query(`INSERT INTO ${database}.checkout VALUES (?)`, [own])
  const [rows] = await ids()
  if (rows[0]?.['id'] !== own) throw new UserError(othersDatabase(prefix))
}

async function prepareService(
  connection: Connection,
  service: ServiceUser,
  analyst: DatabaseUser,
): Promise<void> {
  const database = escapeId(service.name)
  await connection.query(`CREATE DATABASE IF NOT EXISTS ${database}`)
  await connection.query(`ALTER DATABASE ${database} ${exactText}`)
  await tellKeysApart(connection, service.name)
  await createUser(connection, service)
  // in a grant, _ stands for any letter
  const exactly = escapeId(service.name.replaceAll('_', '\\_'))
  await connection.query(`GRANT ALL ON ${exactly}.* TO ${accountOf(service)}`)
  await takeBack(connection, service.name.replaceAll('_', '\\_'), analyst)
}

/** A table holds password hashes and keys, too: what an earlier start granted the analyst on all of it is taken back. */
async function takeBack(connection: Connection, pattern: string, analyst: DatabaseUser) {
  const [granted] = await connection.query<RowDataPacket[]>(
    'SELECT 1 FROM information_schema.schema_privileges WHERE table_schema = ? AND grantee = ?',
    [pattern, accountOf(analyst)],
  )
  if (granted.length === 0) return
  await connection.query(`REVOKE SELECT ON ${escapeId(pattern)}.* FROM ${accountOf(analyst)}`)
}

/** A script for a shop of another name than `comptoir`. In a grant, _ stands for any letter unless it is escaped. */
function named(script: string, prefix: string): string {
  return script
    .replaceAll('comptoir\\_', () => `${prefix.replaceAll('_', '\\_')}\\_`)
    .replaceAll('comptoir_', () => `${prefix}_`)
}

/** The usual collation takes ids that differ in case only for one. */
const exactText = 'CHARACTER SET utf8mb4 COLLATE utf8mb4_bin'

/** A table that was made before its database told letters' cases apart is told to do so, too. */
async function tellKeysApart(connection: Connection, database: string): Promise<void> {
  const [columns] = await connection.query<RowDataPacket[]>(
    `SELECT 1 FROM information_schema.columns WHERE table_schema = ? AND table_name = 'state'
      AND column_name = 'id' AND collation_name <> 'utf8mb4_bin'`,
    [database],
  )
  if (columns.length === 0) return
  const table = `${escapeId(database)}.state`
  await connection.query(`ALTER TABLE ${table} MODIFY id varchar(255) ${exactText} NOT NULL`)
}

async function createUser(connection: Connection, user: DatabaseUser): Promise<void> {
  const account = accountOf(user)
  const password = quoted(user.password)
  await connection.query(`CREATE USER IF NOT EXISTS ${account} IDENTIFIED BY ${password}`)
  // the scripts for administrators make it locked
  await connection.query(`ALTER USER ${account} IDENTIFIED BY ${password} ACCOUNT UNLOCK`)
}

const accountOf = ({ name }: DatabaseUser) => `${quoted(name)}@'%'`

async function withConnection(url: string, work: (connection: Connection) => Promise<void>) {
  const server = new URL(url)
  server.pathname = '/'
  const options = { uri: server.toString(), connectTimeout: 5000, multipleStatements: true }
  const connection = await createConnection(options)
  try {
    await work(connection)
  } finally {
    await connection.end()
  }
}

/** What a server lacks: undefined once it takes the administrator's password. */
export const missingOfMysql = (adminUrl: string): Promise<string | undefined> =>
  missingOf(() =>
    withConnection(adminUrl, async (connection) => void (await connection.query('SELECT 1'))),
  )
