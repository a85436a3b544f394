import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Whence } from './device.ts'
import { type Rotated, revoke, rotate, type SessionFamily, StoredFamily } from './session.ts'

export type Sessions = ReturnType<typeof createSessions>

/** What a sign-in gives. */
export type OpenSession = { readonly sessionId: string; readonly refreshToken: string }

export type SessionOptions = { readonly clock: () => Date; readonly lifeSeconds: number }

/** Refresh tokens are `<family>.<random>.<signature>`, opaque, kept hashed. */
export function createSessions(store: Store, { clock, lifeSeconds }: SessionOptions) {
  const collection = createFamilies(store, lifeSeconds)
  const now = () => clock().toISOString()

  /** Opens a session: its id and its first refresh token. */
  async function open(userId: string, from: Whence = {}): Promise<OpenSession> {
    const { secret, family } = newFamily(userId, clock(), lifeSeconds)
    const { familyId: sessionId } = family
    await collection.create(sessionId, { ...family, ...from })
    return { sessionId, refreshToken: `${sessionId}.${secret}` }
  }

  /** Spends a refresh token: whose it is, and the next one. */
  async function refresh(token: string, { network }: Whence = {}) {
    const { familyId, secret } = partsOf(token)
    const known = await collection.get(familyId)
    if (!known) throw refuse('invalid_token')
    const nextSecret = known.data.key ? signedSecret(known.data.key) : newSecret()
    const rotation = {
      usedHash: hashOf(secret),
      nextHash: hashOf(nextSecret),
      at: now(),
      wasGiven: isGivenBy(known.data, secret),
      network,
    }
    const outcomes: Rotated[] = []
    const { data } = await collection.update(familyId, (family) => {
      const outcome = rotate(family, rotation)
      outcomes.push(outcome)
      return outcome.status === 'over' ? undefined : { next: outcome.family }
    })
    if (outcomes.at(-1)?.status !== 'rotated') throw refuse('invalid_token', 'sign in again')
    const { userId, createdAt } = data
    return { userId, createdAt, sessionId: familyId, refreshToken: `${familyId}.${nextSecret}` }
  }

  async function end(familyId: string, reason: string): Promise<void> {
    if (!(await collection.get(familyId))) return
    await collection.update(familyId, (family) => ({ next: revoke(family, reason, now()) }))
  }

  return {
    collection,
    open,
    refresh,
    end,
    living: (userId: string, endedAt?: string) =>
      living(collection, { userId, endedAt, at: now() }),
    /** Ends the session that gave a token; any other one is no error and ends nothing. */
    async close(token: string) {
      const { familyId, secret } = partsOf(token)
      const family = await collection.get(familyId)
      if (family && isGivenBy(family.data, secret)) await end(familyId, 'logged_out')
    },
    async closeAll(userId: string, reason: string) {
      const ids = await collection.ids('user', userId)
      await Promise.all(ids.map((familyId) => end(familyId, reason)))
    },
  }
}

type Asked = {
  readonly userId: string
  readonly endedAt?: string | undefined
  readonly at: string
}

/** The sessions of a user that live, newest first; those from before `endedAt` are over. */
async function living(
  collection: ReturnType<typeof createFamilies>,
  { userId, endedAt = '', at }: Asked,
): Promise<SessionFamily[]> {
  const { items } = await collection.list('user', userId, { limit: 100, order: 'desc' })
  const isLiving = ({ createdAt, expiresAt, revoked }: SessionFamily) =>
    !revoked && expiresAt > at && createdAt >= endedAt
  return items.map(({ data }) => data).filter(isLiving)
}

function createFamilies(store: Store, ttlSeconds: number) {
  return createCollection<SessionFamily>(store, {
    name: 'sessions',
    audit: 'none',
    schema: StoredFamily,
    ttlSeconds,
    indexes: {
      user: ({ userId, revoked, createdAt }) =>
        revoked ? [] : [{ key: userId, score: Date.parse(createdAt) }],
    },
  })
}

function newFamily(userId: string, at: Date, lifeSeconds: number) {
  const key = newSecret()
  const secret = signedSecret(key)
  const family: SessionFamily = {
    familyId: newSecret(),
    userId,
    key,
    tokens: [{ hash: hashOf(secret) }],
    createdAt: at.toISOString(),
    expiresAt: new Date(at.getTime() + 1_000 * lifeSeconds).toISOString(),
  }
  return { secret, family }
}

const newSecret = () => randomBytes(32).toString('base64url')
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url')

const signatureOf = (key: string, random: string) =>
  createHmac('sha256', key).update(random).digest('base64url')

function signedSecret(key: string): string {
  const random = newSecret()
  return `${random}.${signatureOf(key, random)}`
}

/** Whether a family gave a token: it is one of its last ones, or carries its signature. */
function isGivenBy({ tokens, key }: SessionFamily, secret: string): boolean {
  const hash = hashOf(secret)
  if (tokens.some((token) => token.hash === hash)) return true
  const [random = '', signature = ''] = secret.split('.')
  if (key === undefined) return false
  const expected = Buffer.from(signatureOf(key, random))
  const given = Buffer.from(signature)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function partsOf(token: string): { familyId: string; secret: string } {
  const [familyId = '', ...rest] = token.split('.')
  const secret = rest.join('.')
  if (!/^[\w-]{43}$/.test(familyId)) throw refuse('invalid_token')
  return { familyId, secret }
}
