import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { AppId } from '@comptoir/contracts/topology'
import { userOf } from '@comptoir/tools/provision/stores/database-users'
import { userUrl } from '@comptoir/tools/provision/stores/postgresql-users'
import { keptChoice } from '@comptoir/tools/runner/plan/kept-choice'
import { checkout, layoutOf } from '@comptoir/tools/runner/plan/layout'
import { portsAt } from '@comptoir/tools/runner/plan/ports'
import { readSecrets } from '@comptoir/tools/runner/plan/secrets'
import { Redis } from 'ioredis'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import pg from 'pg'
import type { PlatformAddress } from '../platform.ts'

/** What a store holds of a document, past its service. */
export type StoredDocument = {
  read(): Promise<string | undefined>
  write(text: string): Promise<unknown>
  close(): unknown
}
type Where = { readonly appId: AppId; readonly document: string }

/** Opens a document where the shop's store has it: `audit-entries:1`. Undefined in a store that cannot be reached beside its sidecar. */
export async function openStored(
  platform: PlatformAddress,
  { appId, document }: Where,
): Promise<StoredDocument | undefined> {
  const choice = keptChoice(layoutOf(checkout, { COMPTOIR_HOME: platform.home }))
  const open = stores[choice?.store ?? 'redis']
  return await open?.(platform, appId, `${appId}||${document}`)
}

type Open = (platform: PlatformAddress, appId: AppId, key: string) => Promise<StoredDocument>

const stores: Readonly<Record<string, Open>> = {
  async redis({ redisUrl }, _appId, key) {
    const redis = new Redis(redisUrl)
    return {
      read: async () => (await redis.hget(key, 'data')) ?? undefined,
      write: (text) => redis.hset(key, 'data', text),
      close: () => redis.disconnect(),
    }
  },
  async postgresql({ home, portOffset }, appId, key) {
    const server = `postgresql://127.0.0.1:${portsAt(portOffset).postgresql}/comptoir`
    const user = userOf(appId, 'comptoir', readSecrets(join(home, 'secrets.json')))
    const client = new pg.Client({ connectionString: userUrl(server, user) })
    await client.connect()
    return {
      async read() {
        const text = `SELECT convert_from(value, 'UTF8') AS value FROM ${appId}.state WHERE key = $1`
        return (await client.query<{ value: string }>(text, [key])).rows[0]?.value
      },
      write: (text) =>
        client.query(`UPDATE ${appId}.state SET value = convert_to($1, 'UTF8') WHERE key = $2`, [
          text,
          key,
        ]),
      close: () => client.end(),
    }
  },
  async mysql({ home, portOffset }, appId, key) {
    const { name, password } = userOf(appId, 'comptoir', readSecrets(join(home, 'secrets.json')))
    const { mysql: port } = portsAt(portOffset)
    const at = { host: '127.0.0.1', port, user: name, password, database: name }
    const connection = await createConnection(at)
    return {
      async read() {
        const [rows] = await connection.query<RowDataPacket[]>(
          'SELECT CAST(value AS CHAR) AS value FROM state WHERE id = ?',
          [key],
        )
        return rows[0]?.['value'] as string | undefined
      },
      write: (text) => connection.query('UPDATE state SET value = ? WHERE id = ?', [text, key]),
      close: () => connection.end(),
    }
  },
  async sqlite({ home }, appId, key) {
    const file = join(home, 'data', 'sqlite', `${appId}.db`)
    const database = new DatabaseSync(file, { timeout: 10_000 })
    return {
      async read() {
        const row = database.prepare('SELECT value FROM state WHERE key = ?').get(key)
        return row?.['value'] as string | undefined
      },
      write: async (text) =>
        database.prepare('UPDATE state SET value = ? WHERE key = ?').run(text, key),
      close: () => database.close(),
    }
  },
}
