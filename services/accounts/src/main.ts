import { repeat } from '@comptoir/dapr/background'
import { createHost } from '@comptoir/dapr/host'
import { createTokenVerifier } from '@comptoir/service/auth'
import { createClientAddress } from '@comptoir/service/client-address'
import { readConfig } from '@comptoir/service/config'
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import { typeid } from 'typeid-js'
import { createAccounts } from './account-store.ts'
import { createApp } from './app.ts'
import { createRedisCounts } from './attempt-counts.ts'
import { attemptLimits, createAttempts } from './attempts.ts'
import { configShape } from './config.ts'
import { repeatRevocations } from './end-sessions.ts'
import { createFirstAccounts, type FirstAccount } from './first-accounts.ts'
import { createKeyEncryption } from './key-encryption.ts'
import { createPasswords } from './passwords.ts'
import { createSessions } from './session-store.ts'
import { createSigningKeys } from './signing-keys.ts'

const dayMs = 86_400_000
const config = readConfig(configShape)
const host = await createHost('accounts', config)
const { store, log } = host
const clock = () => new Date()
const newId = (prefix: string) => typeid(prefix).toString()

const accounts = createAccounts(store)
const sessions = createSessions(store, { clock, lifeSeconds: config.refreshTokenDays * 86_400 })
const keys = createSigningKeys(store, {
  encryption: createKeyEncryption(config.keyEncryptionKey),
  clock,
  issuer: config.jwtIssuer,
  audience: config.jwtAudience,
  lifeSeconds: config.accessTokenSeconds,
})
const passwords = createPasswords({ concurrency: config.passwordConcurrency, longestQueue: 200 })
const anHour = { points: config.registrationsPerHour, duration: 3_600 }
const attempts = createAttempts({
  limits: attemptLimits,
  counts: createRedisCounts(host.redis, attemptLimits),
  registrations: new RateLimiterRedis({
    ...anHour,
    storeClient: host.redis,
    keyPrefix: 'limit:accounts:registrations',
    insuranceLimiter: new RateLimiterMemory(anHour),
  }),
  log,
})

const deps = { accounts, sessions, revocations: host.revocations, clock }
const app = createApp({
  ...deps,
  keys,
  passwords,
  attempts,
  addressOf: createClientAddress(config.appApiToken),
  accessTokenSeconds: config.accessTokenSeconds,
  orders: host.client('orders'),
  newId,
  verify: createTokenVerifier({
    issuer: config.jwtIssuer,
    audience: config.jwtAudience,
    fetchKeys: keys.publicKeys,
    revoked: host.revocations,
  }),
  log,
  appToken: config.appApiToken,
  corsOrigins: config.corsOrigins,
  ready: host.ready,
})

const { adminEmail, adminPassword, staffEmail, staffPassword, demoEmail, demoPassword } = config
const people: FirstAccount[] = [
  {
    email: adminEmail,
    password: adminPassword,
    role: 'admin',
    firstName: 'Ada',
    lastName: 'Admin',
  },
  {
    email: staffEmail,
    password: staffPassword,
    role: 'staff',
    firstName: 'Sacha',
    lastName: 'Staff',
  },
  {
    email: demoEmail,
    password: demoPassword,
    role: 'customer',
    firstName: 'Camille',
    lastName: 'Durand',
  },
]
const show = (line: string) => process.stdout.write(`${line}\n`)

await host.run(app, {
  collections: [...accounts.collections, sessions.collection, keys.collection],
  workers: [
    () => repeat({ name: 'revocations', everyMs: 5_000, log, run: () => repeatRevocations(deps) }),
    async () => {
      await createFirstAccounts({ accounts, passwords, clock, newId, show }, people)
      return repeat({
        name: 'key rotation',
        everyMs: dayMs / 4,
        log,
        run: () => keys.rotate(config.keyRotationDays),
      })
    },
  ],
})
