import { createHash, randomBytes } from 'node:crypto'
import { Instant } from '@comptoir/contracts/common'
import { type Collection, createCollection } from '@comptoir/dapr/documents'
import type { Store } from '@comptoir/dapr/store'
import { refuse } from '@comptoir/service/refusal'
import { z } from 'zod'
import { type Rotated, revoke, rotate, type SessionFamily } from './session.ts'

const StoredFamily: z.ZodType<SessionFamily> = z.object({
  familyId: z.string(),
  userId: z.string(),
  tokens: z.array(
    z.object({ hash: z.string(), parent: z.string().optional(), usedAt: Instant.optional() }),
  ),
  createdAt: Instant,
  expiresAt: Instant,
  revoked: z.object({ at: Instant, reason: z.string() }).optional(),
})

export type Sessions = {
  readonly collection: Collection<SessionFamily>
  /** Opens a session and answers its first refresh token. */
  open(userId: string): Promise<string>
  /** Spends a refresh token: whose it is, and the next one. */
  refresh(token: string): Promise<{ userId: string; refreshToken: string }>
  /** Ends the session of a token; an unknown one is no error. */
  close(token: string): Promise<void>
  closeAll(userId: string, reason: string): Promise<void>
}

export type SessionOptions = { readonly clock: () => Date; readonly lifeSeconds: number }

/** Refresh tokens are `<family>.<secret>`, opaque, kept hashed. */
export function createSessions(store: Store, { clock, lifeSeconds }: SessionOptions): Sessions {
  const collection = createCollection<SessionFamily>(store, {
    name: 'sessions',
    schema: StoredFamily,
    ttlSeconds: lifeSeconds,
    indexes: {
      user: ({ userId, revoked, createdAt }) =>
        revoked ? [] : [{ key: userId, score: Date.parse(createdAt) }],
    },
  })
  const now = () => clock().toISOString()

  async function open(userId: string): Promise<string> {
    const familyId = newSecret()
    const secret = newSecret()
    const at = clock()
    const expiresAt = new Date(at.getTime() + 1_000 * lifeSeconds).toISOString()
    const tokens = [{ hash: hashOf(secret) }]
    await collection.create(familyId, {
      familyId,
      userId,
      tokens,
      createdAt: at.toISOString(),
      expiresAt,
    })
    return `${familyId}.${secret}`
  }

  async function refresh(token: string) {
    const { familyId, secret } = partsOf(token)
    if (!(await collection.get(familyId))) throw refuse('invalid_token')
    const nextSecret = newSecret()
    const rotation = { usedHash: hashOf(secret), nextHash: hashOf(nextSecret), at: now() }
    const outcomes: Rotated[] = []
    const { data } = await collection.update(familyId, (family) => {
      const outcome = rotate(family, rotation)
      outcomes.push(outcome)
      return outcome.status === 'over' ? undefined : { next: outcome.family }
    })
    if (outcomes.at(-1)?.status !== 'rotated') throw refuse('invalid_token', 'sign in again')
    return { userId: data.userId, refreshToken: `${familyId}.${nextSecret}` }
  }

  async function end(familyId: string, reason: string): Promise<void> {
    if (!(await collection.get(familyId))) return
    await collection.update(familyId, (family) => ({ next: revoke(family, reason, now()) }))
  }

  return {
    collection,
    open,
    refresh,
    close: (token) => end(partsOf(token).familyId, 'logged_out'),
    async closeAll(userId, reason) {
      const ids = await collection.ids('user', userId)
      await Promise.all(ids.map((familyId) => end(familyId, reason)))
    },
  }
}

const newSecret = () => randomBytes(32).toString('base64url')
const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url')

function partsOf(token: string): { familyId: string; secret: string } {
  const [familyId = '', secret = ''] = token.split('.')
  if (!/^[\w-]{43}$/.test(familyId)) throw refuse('invalid_token')
  return { familyId, secret }
}
