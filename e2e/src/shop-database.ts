import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { databaseUsers } from '@comptoir/tools/provision/stores/database-users'
import { userUrl } from '@comptoir/tools/provision/stores/postgresql-users'
import { portsAt } from '@comptoir/tools/runner/plan/ports'
import { partPassword, readSecrets } from '@comptoir/tools/runner/plan/secrets'
import pg from 'pg'
import type { PlatformAddress } from './platform.ts'

export type Row = Readonly<Record<string, unknown>>
/** The database of a running shop, as its analyst reads it. `$1` in a query is the value. */
export type ShopDatabase = { select(query: string, value: string): Promise<Row[]> }

const services = resolve(import.meta.dirname, '../../services')

/**
 * Runs the `up` scripts of every service in the database that the shop keeps documents in; undefined for a store that
 * has no scripts, or none of this machine.
 */
export async function openShopDatabase(
  platform: PlatformAddress,
): Promise<ShopDatabase | undefined> {
  const choice = join(platform.home, 'data', 'choice.json')
  if (platform.isElsewhere || !existsSync(choice)) return undefined
  const { store } = JSON.parse(readFileSync(choice, 'utf8')) as { store: string }
  if (store === 'postgresql') return await inPostgresql(platform)
  return store === 'sqlite' ? inSqlite(platform) : undefined
}

const scriptsFor = (engine: string) =>
  globSync(`*/db/${engine}/up.sql`, { cwd: services }).map((file) => ({
    appId: file.slice(0, file.indexOf('/')),
    text: readFileSync(join(services, file), 'utf8'),
  }))

async function inPostgresql({ home, portOffset }: PlatformAddress): Promise<ShopDatabase> {
  const secrets = readSecrets(join(home, 'secrets.json'))
  const server = `postgresql://127.0.0.1:${portsAt(portOffset).store}/comptoir`
  const name = 'comptoir_admin'
  const admin = userUrl(server, { name, password: partPassword(secrets, name) })
  for (const { text } of scriptsFor('postgresql')) await query(admin, text)
  const analyst = userUrl(server, databaseUsers('comptoir', secrets).analyst)
  return { select: (text, value) => query(analyst, text, [value]) }
}

async function query(url: string, text: string, values?: string[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(values ? { text, values } : text)).rows
  } finally {
    await client.end()
  }
}

function inSqlite({ home }: PlatformAddress): ShopDatabase {
  const folder = join(home, 'data', 'sqlite')
  for (const { appId, text } of scriptsFor('sqlite')) {
    const database = new DatabaseSync(join(folder, `${appId}.db`), { timeout: 10_000 })
    database.exec(text)
    database.close()
  }
  const database = new DatabaseSync(':memory:', { timeout: 10_000 })
  for (const file of globSync('*.db', { cwd: folder }))
    database.exec(`ATTACH 'file:${join(folder, file)}?mode=ro' AS ${basename(file, '.db')}`)
  return { select: async (text, value) => database.prepare(text).all({ $1: value }) }
}
