import { globSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { viewScripts } from '@comptoir/tools/database/view-scripts'
import { databaseUsers } from '@comptoir/tools/provision/stores/database-users'
import { userUrl } from '@comptoir/tools/provision/stores/postgresql-users'
import { keptChoice } from '@comptoir/tools/runner/plan/kept-choice'
import { checkout, layoutOf } from '@comptoir/tools/runner/plan/layout'
import { portsAt } from '@comptoir/tools/runner/plan/ports'
import { readSecrets } from '@comptoir/tools/runner/plan/secrets'
import pg from 'pg'
import type { PlatformAddress } from './platform.ts'

export type Row = Readonly<Record<string, unknown>>
/** The database of a running shop, as its analyst reads it. `$1` in a query is the value. */
export type ShopDatabase = { select(query: string, value: string): Promise<Row[]> }

/** The database that the shop keeps documents in, with its views; undefined for a store without, or elsewhere. */
export async function openShopDatabase(
  platform: PlatformAddress,
): Promise<ShopDatabase | undefined> {
  if (platform.isElsewhere) return undefined
  const store = keptChoice(layoutOf(checkout, { COMPTOIR_HOME: platform.home }))?.store
  if (store === 'postgresql') return await inPostgresql(platform)
  return store === 'sqlite' ? inSqlite(platform) : undefined
}

async function inPostgresql({ home, portOffset }: PlatformAddress): Promise<ShopDatabase> {
  const secrets = readSecrets(join(home, 'secrets.json'))
  const server = `postgresql://127.0.0.1:${portsAt(portOffset).postgresql}/comptoir`
  const analyst = userUrl(server, databaseUsers('comptoir', secrets).analyst)
  return { select: (text, value) => query(analyst, text, value) }
}

async function query(url: string, text: string, value: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>({ text, values: [value] })).rows
  } finally {
    await client.end()
  }
}

function inSqlite({ home }: PlatformAddress): ShopDatabase {
  const folder = join(home, 'data', 'sqlite')
  for (const { appId, up } of viewScripts('sqlite')) {
    const database = new DatabaseSync(join(folder, `${appId}.db`), { timeout: 10_000 })
    database.exec(up)
    database.close()
  }
  const database = new DatabaseSync(':memory:', { timeout: 10_000 })
  for (const file of globSync('*.db', { cwd: folder }))
    database.exec(`ATTACH 'file:${join(folder, file)}?mode=ro' AS ${basename(file, '.db')}`)
  return { select: async (text, value) => database.prepare(text).all({ $1: value }) }
}
