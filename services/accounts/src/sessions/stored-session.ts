import { Instant } from '@comptoir/contracts/common'
import { z } from 'zod'

/** A refresh token of a session: only its hash is kept, and that of the token it was given for. */
export const StoredToken = z.object({
  hash: z.string(),
  parent: z.string().optional(),
  usedAt: Instant.optional(),
})

/** A family of refresh tokens: one log-in on one device. */
export const StoredFamily = z.object({
  familyId: z.string(),
  userId: z.string(),
  /** Signs the tokens of the family: one spent long ago can be recognised. */
  key: z.string().optional(),
  tokens: z.array(StoredToken),
  createdAt: Instant,
  expiresAt: Instant,
  revoked: z.object({ at: Instant, reason: z.string() }).optional(),
})
