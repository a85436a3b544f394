import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { sharedLimiters } from '@comptoir/dapr/leases/limits'
import { createTokenVerifier } from '@comptoir/service/auth/auth'
import { createClientAddress } from '@comptoir/service/auth/client-address'
import { readConfig } from '@comptoir/service/config'
import { typeid } from 'typeid-js'
import { createAccounts } from './account/account-store.ts'
import { createFirstAccounts } from './account/first-accounts.ts'
import { createApp } from './app.ts'
import { configShape, firstAccountsOf, leakedRangesOf } from './config.ts'
import { finishErasures } from './erasures/erase-account.ts'
import { createErasures } from './erasures/erasure-store.ts'
import { createGuestErasures } from './guest-erasures.ts'
import { createKeyEncryption } from './keys/key-encryption.ts'
import { createSignedTexts } from './keys/signed-texts.ts'
import { createSigningKeys } from './keys/signing-keys.ts'
import { createOneTimeTokens } from './messages/one-time-tokens.ts'
import { createRequestLimits } from './messages/request-limits.ts'
import { createExports } from './personal-data/export-store.ts'
import { repeatRevocations } from './sessions/end-sessions.ts'
import { createSessions } from './sessions/session-store.ts'
import { createRedisCounts, createRegistrationLimit } from './sign-in/attempt-counts.ts'
import { attemptLimits, createAttempts } from './sign-in/attempts.ts'
import { createBreachCheck } from './sign-in/breached-passwords.ts'
import { createPasswords } from './sign-in/passwords.ts'
import { createInvitations } from './staff/invitation-store.ts'
import { createSubscribers } from './subscribers.ts'
import { createVendorAccess } from './vendors/vendor-access-store.ts'

const config = readConfig(configShape)
const host = await createHost('accounts', config)
const { store, log, redis, revocations, clock } = host
const newId = (prefix: string) => typeid(prefix).toString()

const accounts = createAccounts(store)
const sessions = createSessions(store, { clock, lifeSeconds: config.refreshTokenDays * 86_400 })
const tokens = { issuer: config.jwtIssuer, audience: config.jwtAudience }
const encryption = createKeyEncryption(config.keyEncryptionKey)
const lifeSeconds = config.accessTokenSeconds
const keys = createSigningKeys(store, { ...tokens, encryption, clock, lifeSeconds })
const passwords = createPasswords({ concurrency: config.passwordConcurrency, longestQueue: 200 })
const attempts = createAttempts({
  limits: attemptLimits,
  counts: createRedisCounts(redis, attemptLimits),
  registrations: createRegistrationLimit(redis, config.registrationsPerHour),
  log,
})

const erasures = createErasures(store)
const guestErasures = createGuestErasures(store, erasures)
const exports = createExports(store)
const invitations = createInvitations(store)
const vendorAccess = createVendorAccess(store)
const deps = {
  ...{ ...host, accounts, sessions, keys, passwords, attempts, guestErasures, invitations, newId },
  ...{ erasures, exports, vendorAccess },
  tokens: createOneTimeTokens(encryption, clock),
  signed: createSignedTexts(encryption),
  requestLimits: createRequestLimits(sharedLimiters(host, 'accounts')),
  isBreached: createBreachCheck(leakedRangesOf(config, log)),
}
const app = createApp({
  ...deps,
  addressOf: createClientAddress(config.appApiToken),
  accessTokenSeconds: config.accessTokenSeconds,
  orders: host.clients.orders,
  verify: createTokenVerifier({ ...tokens, fetchKeys: keys.publicKeys, revoked: revocations }),
})

const show = (line: string) => process.stdout.write(`${line}\n`)

await host.run(app, {
  subscribers: createSubscribers(deps),
  collections: [
    ...accounts.collections,
    ...[sessions.collection, keys.collection, guestErasures.collection],
    ...[invitations.collection, erasures.collection, ...exports.collections, vendorAccess],
  ],
  workers: [
    () => repeat({ name: 'revocations', everyMs: 5_000, log, run: () => repeatRevocations(deps) }),
    () => repeat({ name: 'erasures', everyMs: 5_000, log, run: () => finishErasures(deps) }),
    async () => {
      await createFirstAccounts({ ...deps, show }, firstAccountsOf(config))
      const run = () => keys.rotate(config.keyRotationDays)
      return repeat({ name: 'key rotation', everyMs: 6 * 3_600_000, log, run })
    },
  ],
})
