import { AccountMessageRequested } from '@comptoir/contracts/accounts/events'
import type { AccountMessage, MessageKind } from '@comptoir/contracts/accounts/messages'
import { countOpenOrders } from '@comptoir/contracts/orders/internal-routes'
import { memoryLimiters } from '@comptoir/dapr/leases/limits'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryRevocations } from '@comptoir/dapr/test/memory-twins'
import { createTokenVerifier } from '@comptoir/service/auth/auth'
import { clientAddressHeader, createClientAddress } from '@comptoir/service/auth/client-address'
import { silentLog } from '@comptoir/service/test/silent-log'
import { appTokenHeaders } from '@comptoir/service/test/tokens'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { createAccounts } from '../src/account/account-store.ts'
import { createFirstAccounts } from '../src/account/first-accounts.ts'
import { createApp } from '../src/app.ts'
import { createErasures } from '../src/erasures/erasure-store.ts'
import { createGuestErasures } from '../src/guest-erasures.ts'
import { createKeyEncryption } from '../src/keys/key-encryption.ts'
import { createSignedTexts } from '../src/keys/signed-texts.ts'
import { createSigningKeys } from '../src/keys/signing-keys.ts'
import { readMessage } from '../src/messages/account-messages.ts'
import { createOneTimeTokens } from '../src/messages/one-time-tokens.ts'
import { createRequestLimits } from '../src/messages/request-limits.ts'
import { createExports } from '../src/personal-data/export-store.ts'
import { createSessions } from '../src/sessions/session-store.ts'
import { attemptLimits, createAttempts } from '../src/sign-in/attempts.ts'
import { createBreachCheck, localRanges } from '../src/sign-in/breached-passwords.ts'
import { createPasswords } from '../src/sign-in/passwords.ts'
import { createInvitations } from '../src/staff/invitation-store.ts'
import { createVendorAccess } from '../src/vendors/vendor-access-store.ts'
import { createMemoryCounts } from './memory-counts.ts'

export const appToken = 'app-token'
const encryption = createKeyEncryption(Buffer.alloc(32, 1).toString('base64url'))
export const password = 'une longue phrase secrète'
export const camille = {
  email: 'camille@example.com',
  password,
  firstName: 'Camille',
  lastName: 'Désirée Durand',
  locale: 'fr',
}

/** The headers of a request that the gateway passes on for this address. */
export const from = (address: string): Record<string, string> => ({
  ...appTokenHeaders(appToken, 'gateway'),
  [clientAddressHeader]: address,
})

type SessionBody = {
  accessToken: string
  refreshToken: string
  expiresInSeconds: number
  user: { userId: string; roles: string[]; email: string; version: number }
}
type Problem = { code: string; errors?: { field: string; code: string }[] }
type Body = SessionBody & Problem & Record<string, unknown>
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: Body }

/** The app over memory: real hashing and signing, an orders service with as many open orders as `open` says. */
export function createAppTwin() {
  const store = createMemoryStore('accounts')
  const time = { nowMs: Date.now() }
  const clock = () => new Date(time.nowMs)
  const world = { open: 0 }
  let ids = 0
  const newId = (prefix: string) => `${prefix}_${++ids}`
  const accounts = createAccounts(store)
  const sessions = createSessions(store, { clock, lifeSeconds: 30 * 86_400 })
  const token = { issuer: 'comptoir', audience: 'comptoir' }
  const keys = createSigningKeys(store, { clock, ...token, lifeSeconds: 900, encryption })
  const revocations = createMemoryRevocations()
  const passwords = createPasswords({ concurrency: 2, longestQueue: 50 })
  const orders = async (route: unknown) => {
    if (route !== countOpenOrders) throw new Error('the twin of orders only counts')
    return { open: world.open }
  }
  const tokens = createOneTimeTokens(encryption, clock)
  const invitations = createInvitations(store)
  const erasures = createErasures(store)
  const exports = createExports(store)
  const vendorAccess = createVendorAccess(store)
  const app = createApp({
    invitations,
    vendorAccess,
    tokens,
    requestLimits: createRequestLimits(memoryLimiters),
    isBreached: createBreachCheck(localRanges()),
    accounts,
    sessions,
    keys,
    passwords,
    erasures,
    exports,
    signed: createSignedTexts(encryption),
    guestErasures: createGuestErasures(store, erasures),
    attempts: createAttempts({
      limits: attemptLimits,
      counts: createMemoryCounts(attemptLimits, () => time.nowMs),
      registrations: new RateLimiterMemory({ points: 20, duration: 3_600 }),
      log: silentLog(),
    }),
    addressOf: createClientAddress(appToken),
    accessTokenSeconds: 900,
    orders: orders as unknown as Client,
    clock,
    newId,
    revocations,
    verify: createTokenVerifier({
      ...token,
      fetchKeys: keys.publicKeys,
      revoked: revocations,
      clock: () => time.nowMs,
    }),
    log: silentLog(),
    appToken,
  })

  async function send(operation: string, asked: Asked = {}): Promise<Answer> {
    const [method = 'GET', path = '/'] = operation.split(' ')
    const { as, body, headers } = asked
    const response = await app.request(path, {
      method,
      headers: {
        ...(as !== undefined && { authorization: `Bearer ${as}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const parsed = (text ? JSON.parse(text) : {}) as Body
    return { status: response.status, headers: response.headers, body: parsed }
  }

  /** The mails of a kind that can be sent now, oldest first. */
  async function mailsOf(kind: MessageKind): Promise<AccountMessage[]> {
    // what is asked for without an account goes on behind the answer
    await new Promise((done) => setTimeout(done, 10))
    const asked = store.published.filter(({ type }) => type === AccountMessageRequested.type)
    const ids = asked.map(({ data }) => AccountMessageRequested.schema.parse(data))
    const read = ids
      .filter((event) => event.kind === kind)
      .map(({ messageId }) => readMessage({ accounts, invitations, tokens, clock }, messageId))
    const mails = await Promise.allSettled(read)
    return mails.flatMap((mail) => (mail.status === 'fulfilled' ? [mail.value] : []))
  }

  const register = async (change: object = {}) =>
    (await send('POST /api/auth/register', { body: { ...camille, ...change } })).body
  const logIn = (given: object = {}, headers: Record<string, string> = {}) =>
    send('POST /api/auth/login', { body: { email: camille.email, password, ...given }, headers })
  const people = { accounts, passwords, clock, newId, show: () => undefined }
  /** Signs in a first account of that role. */
  async function employ(role: 'admin' | 'staff'): Promise<Body> {
    const email = `${role}@example.com`
    await createFirstAccounts(people, [
      { email, password, role, firstName: 'Sacha', lastName: role },
    ])
    return (await logIn({ email })).body
  }
  return {
    app,
    mailsOf,
    send,
    register,
    logIn,
    employ,
    accounts,
    sessions,
    keys,
    passwords,
    revocations,
    store,
    exports,
    erasures,
    vendorAccess,
    time,
    world,
    people,
  }
}

export type Asked = {
  /** An access token. */
  readonly as?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
}
