import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { createTokenVerifier } from '@comptoir/service/auth/auth'
import { createClientAddress } from '@comptoir/service/auth/client-address'
import { readConfig } from '@comptoir/service/config'
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import { typeid } from 'typeid-js'
import { createAccounts } from './account/account-store.ts'
import { createFirstAccounts, type FirstAccount } from './account/first-accounts.ts'
import { createApp } from './app.ts'
import { configShape } from './config.ts'
import { createKeyEncryption } from './keys/key-encryption.ts'
import { createSigningKeys } from './keys/signing-keys.ts'
import { repeatRevocations } from './sessions/end-sessions.ts'
import { createSessions } from './sessions/session-store.ts'
import { createRedisCounts } from './sign-in/attempt-counts.ts'
import { attemptLimits, createAttempts } from './sign-in/attempts.ts'
import { createPasswords } from './sign-in/passwords.ts'

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
