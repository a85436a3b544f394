import { join } from 'node:path'
import { lookUp } from '@comptoir/contracts/look-up'
import type { SandboxPlace, StateComponent } from '@comptoir/tools/sandbox/sandbox'

/** Where a sidecar reaches the server of a store: the proxy that tests cut. */
export type Through = SandboxPlace & { readonly proxyPort: number }

export type StoreUnderTest = {
  readonly component: (through: Through, url: URL | undefined) => StateComponent
  /** Whether a server can be away while the sidecar runs. */
  readonly hasServer: boolean
  /** Nothing of a transaction is applied when one of its writes is refused. */
  readonly wholeTransactions: boolean
  /** A write with an ETag makes a key that is not there: a document that expired since it was read comes back. */
  readonly createsWithEtag: boolean
  /** When a key whose life has run out can be created again: at once, or when the store has cleaned up. */
  readonly expiredKeyIsFree: 'at once' | 'cleaned'
}

const cleanupInterval = '1m'
const usual = {
  hasServer: true,
  wholeTransactions: true,
  createsWithEtag: false,
  expiredKeyIsFree: 'at once',
} as const

const databaseOf = (url: URL | undefined) => url?.pathname.slice(1) ?? ''

/** The stores that the suite knows, each with the options that `components/stores` gives it. */
const stores: Readonly<Record<string, StoreUnderTest>> = {
  redis: {
    ...usual,
    wholeTransactions: false,
    createsWithEtag: true,
    component: ({ proxyPort }) => ({
      type: 'state.redis',
      version: 'v1',
      metadata: { redisHost: `127.0.0.1:${proxyPort}`, redisMaxRetries: '3' },
    }),
  },
  postgresql: {
    ...usual,
    component: ({ proxyPort }, url) => ({
      type: 'state.postgresql',
      version: 'v2',
      metadata: {
        connectionString:
          `host=127.0.0.1 port=${proxyPort} user=${url?.username} password=${url?.password} ` +
          `database=${databaseOf(url)} sslmode=disable pool_max_conns=15`,
        tablePrefix: 'conformance_',
        cleanupInterval,
      },
    }),
  },
  mysql: {
    ...usual,
    expiredKeyIsFree: 'cleaned',
    component: ({ proxyPort }, url) => ({
      type: 'state.mysql',
      version: 'v1',
      metadata: {
        connectionString: `${url?.username}:${url?.password}@tcp(127.0.0.1:${proxyPort})/?allowNativePasswords=true`,
        schemaName: databaseOf(url),
        cleanupInterval,
      },
    }),
  },
  mongodb: {
    ...usual,
    expiredKeyIsFree: 'cleaned',
    component: ({ proxyPort }, url) => ({
      type: 'state.mongodb',
      version: 'v1',
      metadata: {
        host: `127.0.0.1:${proxyPort}`,
        databaseName: databaseOf(url),
        collectionName: 'conformance',
        params: '?directConnection=true',
        ...(url?.username && { username: url.username, password: url.password }),
      },
    }),
  },
  sqlite: {
    ...usual,
    hasServer: false,
    component: ({ folder }) => ({
      type: 'state.sqlite',
      version: 'v1',
      metadata: {
        connectionString: `file:${join(folder, 'state.db')}`,
        busyTimeout: '10s',
        cleanupInterval,
      },
    }),
  },
  'in-memory': {
    ...usual,
    hasServer: false,
    component: () => ({ type: 'state.in-memory', version: 'v1', metadata: {} }),
  },
}

/** The store named by the command line, and where it listens. Throws when it is unknown or its address is missing. */
export function storeUnderTest(env: NodeJS.ProcessEnv) {
  const name = env['CONFORMANCE_STORE'] ?? 'redis'
  const store = lookUp(stores, name)
  if (!store) throw new Error(`There is no store "${name}": ${Object.keys(stores).join(', ')}`)
  const given = env['CONFORMANCE_URL']
  if (store.hasServer && name !== 'redis' && !given) throw new Error(`${name} needs --url`)
  return { name, store, url: given === undefined ? undefined : new URL(given) }
}
