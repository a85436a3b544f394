import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { lookUp } from '@comptoir/contracts/look-up'
import type { AppId } from '@comptoir/contracts/topology'
import type { Redis } from 'ioredis'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import pg from 'pg'
import { partVariables } from '../provision/part.ts'
import { withMongodb } from '../provision/stores/mongodb-users.ts'
import type { Environment } from '../runner/plan/environment.ts'
import { storesIn } from '../runner/plan/store-choice.ts'
import { UserError } from '../runner/screen/user-error.ts'
import { listInMongodb } from './mongodb-keys.ts'

export type KeySource = {
  readonly appId: AppId
  readonly store: string
  readonly redis: Redis
  /** What the components of its sidecar have their address from. */
  readonly environment: Environment
}

/** A document's key, and when its life ends where it has an end. */
export type DocumentKey = { readonly key: string; readonly expiresAtMs?: number }

type ListKeys = (source: KeySource) => Promise<DocumentKey[]>

/**
 * How the keys are listed that each store holds; Dapr cannot, and says of some keys in Redis that have an end that they
 * have none. Those whose life has run out are left out.
 */
const listers: Readonly<Record<string, ListKeys>> = {
  redis: ({ redis, appId }) => inRedis(redis, appId),
  sqlite: async ({ environment }) => inSqlite(addressIn(environment)),
  postgresql: ({ environment }) => inPostgresql(addressIn(environment)),
  mysql: ({ environment }) => inMysql(addressIn(environment)),
  mongodb: ({ environment }) => inMongodb(environment),
}

/** The stores whose documents can be listed, and so be moved. */
export const movableStores = Object.keys(listers)

/** The store of a choice whose documents cannot move; undefined when all can. */
export const immovableStore = (store: string): string | undefined =>
  storesIn(store).find((one) => !movableStores.includes(one))

/** `<app id>||<collection>:<id>`: neither the state of workflows nor pages of the roster, which follow from documents. */
const documentKey = /^(?!roster(-probe)?:)[\w-]+:[^|]*$/

/**
 * The keys of a service's documents, without its app id, in the order of their bytes: read from the store itself, so
 * that none is missed which no index and no roster knows. Throws a UserError for a store that cannot be listed.
 */
export async function listDocumentKeys(source: KeySource): Promise<DocumentKey[]> {
  const list = lookUp(listers, source.store)
  if (!list) throw new UserError(`The documents in ${source.store} cannot be listed`)
  const prefix = `${source.appId}||`
  const own = (await list(source))
    .filter(({ key }) => key.startsWith(prefix))
    .map((one) => ({ ...one, key: one.key.slice(prefix.length) }))
    .filter(({ key }) => documentKey.test(key))
  const once = new Map(own.map((one) => [one.key, one]))
  return [...once.values()].sort((one, other) => (one.key < other.key ? -1 : 1))
}

const addressIn = (environment: Environment): string => environment[partVariables.store] ?? ''

/** `end` is in milliseconds since 1970; null, or what is no number, is none. */
const keyOf = (key: unknown, end: unknown): DocumentKey => {
  const expiresAtMs = Number(end)
  return { key: String(key), ...(expiresAtMs > 0 && { expiresAtMs }) }
}

async function inRedis(redis: Redis, appId: AppId): Promise<DocumentKey[]> {
  const found: DocumentKey[] = []
  for await (const page of redis.scanStream({ match: `${appId}||*`, count: 1000 })) {
    const keys = page as string[]
    const batch = redis.pipeline()
    for (const key of keys) batch.pttl(key)
    const answers = (await batch.exec()) ?? []
    const ends = answers.map(([, lifeMs]) => (Number(lifeMs) > 0 ? Date.now() + Number(lifeMs) : 0))
    found.push(...keys.map((key, n) => keyOf(key, ends[n])))
  }
  return found
}

function inSqlite(address: string): DocumentKey[] {
  const file = fileURLToPath(address.replace(/\?.*$/, ''))
  if (!existsSync(file)) return []
  const database = new DatabaseSync(file, { readOnly: true, timeout: 10_000 })
  try {
    const rows = database
      .prepare(
        `SELECT key, 1000 * unixepoch(expiration_time) AS ends FROM state
          WHERE expiration_time IS NULL OR expiration_time > CURRENT_TIMESTAMP`,
      )
      .all()
    return rows.map((row) => keyOf(row['key'], row['ends']))
  } finally {
    database.close()
  }
}

async function inPostgresql(address: string): Promise<DocumentKey[]> {
  const url = new URL(address)
  // an option of the component's pool, which the server does not know
  url.searchParams.delete('pool_max_conns')
  const client = new pg.Client({ connectionString: url.toString() })
  await client.connect()
  try {
    const { rows } = await client.query<{ key: string; ends: string | null }>(
      `SELECT key, (1000 * extract(epoch FROM expires_at))::bigint AS ends FROM state
        WHERE expires_at IS NULL OR expires_at > now()`,
    )
    return rows.map(({ key, ends }) => keyOf(key, ends))
  } finally {
    await client.end()
  }
}

/** The component's address is that of Go's driver: `user:password@tcp(host:port)/?options`. */
const goAddress = /^(?<user>[^:]+):(?<password>.*)@tcp\((?<host>.*):(?<port>\d+)\)\//

async function inMysql(address: string): Promise<DocumentKey[]> {
  const { user = '', password = '', host = '', port } = goAddress.exec(address)?.groups ?? {}
  const connection = await createConnection({
    user,
    password,
    host,
    port: Number(port),
    database: user,
  })
  try {
    const [rows] = await connection.query<RowDataPacket[]>(
      `SELECT id, 1000 * unix_timestamp(expiredate) AS ends FROM state
        WHERE expiredate IS NULL OR expiredate > CURRENT_TIMESTAMP`,
    )
    return rows.map((row) => keyOf(row['id'], row['ends']))
  } finally {
    await connection.end()
  }
}

async function inMongodb(environment: Environment): Promise<DocumentKey[]> {
  const found: DocumentKey[] = []
  await withMongodb(addressIn(environment), async (run) => {
    const keys = await listInMongodb(run, environment[partVariables.storeSchema] ?? '')
    found.push(...keys.map(({ key, endsAtMs }) => keyOf(key, endsAtMs)))
  })
  return found
}
