import { type AppId, appIds } from '@comptoir/contracts/topology'
import pg from 'pg'
import { type ViewScripts, viewScripts } from '../../database/view-scripts.ts'
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

const { Client, escapeIdentifier, escapeLiteral } = pg

/**
 * Makes the database that the address of an administrator names, one schema for each service with a user who owns it
 * and sees no other, and an analyst who reads the views of every service, no table, and writes nothing. Doing so again
 * sets the passwords and replaces the views. `of` are the services that keep their documents there.
 */
export async function preparePostgresql(
  adminUrl: string,
  secrets: Pick<Secrets, 'partsKey'>,
  of: readonly AppId[] = appIds,
) {
  const database = databaseOf(adminUrl)
  await withClient(serverOf(adminUrl), (client) => createDatabase(client, database))
  await withClient(adminUrl, async (client) => {
    const { services, analyst } = databaseUsers(database, secrets, of)
    await requireOwn(client, database, secrets)
    const own = escapeIdentifier(database)
    await client.query(`REVOKE ALL ON DATABASE ${own} FROM PUBLIC`)
    await client.query('REVOKE ALL ON SCHEMA public FROM PUBLIC')
    await createUser(client, analyst)
    await client.query(`GRANT CONNECT ON DATABASE ${own} TO ${escapeIdentifier(analyst.name)}`)
    for (const service of services) await prepareService(client, database, service, analyst)
    for (const scripts of viewScripts('postgresql', of)) await makeViews(client, scripts)
  })
}

/** Drops our schemas and users; what else the database holds stays. */
export async function emptyPostgresql(adminUrl: string): Promise<void> {
  const { services, analyst } = databaseUsers(databaseOf(adminUrl), { partsKey: '' })
  await withClient(adminUrl, async (client) => {
    for (const { schema, name } of services) {
      await client.query(`DROP SCHEMA IF EXISTS ${escapeIdentifier(schema)} CASCADE`)
      await dropUser(client, name)
    }
    await dropUser(client, analyst.name)
    await client.query(`DROP TABLE IF EXISTS ${ownerTable}`)
  })
}

const ownerTable = 'public.comptoir_checkout'

/** Notes whose database it is. Throws a UserError when it is another checkout's: the two shops would mix. */
async function requireOwn(client: pg.Client, database: string, secrets: Pick<Secrets, 'partsKey'>) {
  const own = partPassword(secrets, 'checkout')
  await client.query(`CREATE TABLE IF NOT EXISTS ${ownerTable} (id text PRIMARY KEY)`)
  await client.query(
    `INSERT INTO ${ownerTable} SELECT $1 WHERE NOT EXISTS (SELECT FROM ${ownerTable})`,
    [own],
  )
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM ${ownerTable}`)
  if (rows[0]?.id !== own) throw new UserError(othersDatabase(database))
}

async function prepareService(
  client: pg.Client,
  database: string,
  service: ServiceUser,
  analyst: DatabaseUser,
): Promise<void> {
  await createUser(client, service)
  const [name, schema, reader] = [service.name, service.schema, analyst.name].map(escapeIdentifier)
  const statements = [
    `GRANT ${name} TO CURRENT_USER`,
    `GRANT CONNECT ON DATABASE ${escapeIdentifier(database)} TO ${name}`,
    `CREATE SCHEMA IF NOT EXISTS ${schema} AUTHORIZATION ${name}`,
    `ALTER ROLE ${name} IN DATABASE ${escapeIdentifier(database)} SET search_path = ${schema}`,
    // a table holds password hashes and keys, too: what an earlier start granted is taken back
    `REVOKE ALL ON ALL TABLES IN SCHEMA ${schema} FROM ${reader}`,
    `ALTER DEFAULT PRIVILEGES FOR ROLE ${name} IN SCHEMA ${schema} REVOKE ALL ON TABLES FROM ${reader}`,
  ]
  for (const statement of statements) await client.query(statement)
}

/** PostgreSQL replaces a view only by one that begins with the same columns. */
const otherColumns = '42P16'

/** Makes the state table and the views of a service; views with other columns than before are dropped first. */
async function makeViews(client: pg.Client, { up, down }: ViewScripts): Promise<void> {
  try {
    await client.query(up)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== otherColumns) throw error
    await client.query('ROLLBACK')
    await client.query(down)
    await client.query(up)
  }
}

async function createDatabase(client: pg.Client, database: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [database])
  if (found.rowCount === 0) await client.query(`CREATE DATABASE ${escapeIdentifier(database)}`)
}

async function createUser(client: pg.Client, { name, password }: DatabaseUser): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name])
  const verb = found.rowCount === 0 ? 'CREATE' : 'ALTER'
  const rights = 'LOGIN NOCREATEDB NOCREATEROLE'
  const role = escapeIdentifier(name)
  await client.query(`${verb} ROLE ${role} ${rights} PASSWORD ${escapeLiteral(password)}`)
}

async function dropUser(client: pg.Client, name: string): Promise<void> {
  const found = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name])
  if (found.rowCount === 0) return
  await client.query(`DROP OWNED BY ${escapeIdentifier(name)}`)
  await client.query(`DROP ROLE ${escapeIdentifier(name)}`)
}

/** The address with which a user of ours logs in. */
export function userUrl(adminUrl: string, { name, password }: DatabaseUser): string {
  const url = new URL(adminUrl)
  url.username = encodeURIComponent(name)
  url.password = encodeURIComponent(password)
  return url.toString()
}

/** The database that every server has, to create ours from. */
function serverOf(adminUrl: string): string {
  const url = new URL(adminUrl)
  url.pathname = '/postgres'
  return url.toString()
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>) {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

/** What a server lacks: undefined once it takes the administrator's password. */
export const missingOfPostgresql = (adminUrl: string): Promise<string | undefined> =>
  missingOf(() =>
    withClient(serverOf(adminUrl), async (client) => void (await client.query('SELECT 1'))),
  )
