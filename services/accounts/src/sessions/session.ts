import type { UserSession } from '@comptoir/contracts/accounts/session-routes'
import { Instant } from '@comptoir/contracts/common'
import { z } from 'zod'

/** A refresh token of a session: only its hash is kept, and that of the token it was given for. */
const StoredToken = z.object({
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
  /** What signed in, and from which network it was last used: coarse, for its owner to recognise. */
  device: z.string().optional(),
  network: z.string().optional(),
  createdAt: Instant,
  lastUsedAt: Instant.optional(),
  expiresAt: Instant,
  revoked: z.object({ at: Instant, reason: z.string() }).optional(),
})
export type SessionFamily = Readonly<z.infer<typeof StoredFamily>>

/** How long a used token still works, for two tabs that refresh at once; no longer once its successor is used. */
export const graceMs = 10_000

export type Rotation = {
  readonly usedHash: string
  readonly nextHash: string
  readonly at: string
  /** Whether the family gave the token at some time. */
  readonly wasGiven: boolean
  readonly network?: string | undefined
}

export type Rotated =
  | { readonly status: 'rotated'; readonly family: SessionFamily }
  | { readonly status: 'reused'; readonly family: SessionFamily }
  | { readonly status: 'over' }

/**
 * Spends a token for the next one. A token spent before means theft: the family is revoked. One that was never given
 * changes nothing: who knows the id of a family could end it otherwise.
 */
export function rotate(family: SessionFamily, rotation: Rotation): Rotated {
  const { usedHash, nextHash, at, wasGiven } = rotation
  if (!wasGiven || family.revoked || at >= family.expiresAt) return { status: 'over' }
  const token = family.tokens.find(({ hash }) => hash === usedHash)
  if (!token || !isInGrace(token, at))
    return { status: 'reused', family: revoke(family, 'reuse', at) }
  const spent = family.tokens
    .filter(({ hash }) => hash !== token.parent)
    .map((known) => (known === token ? { ...known, usedAt: known.usedAt ?? at } : known))
  const next = { hash: nextHash, parent: usedHash }
  const tokens = [...spent.filter((known) => isInGrace(known, at)), next]
  const network = rotation.network ?? family.network
  const used = { ...family, tokens, lastUsedAt: at, ...(network && { network }) }
  return { status: 'rotated', family: used }
}

function isInGrace({ usedAt }: z.infer<typeof StoredToken>, at: string): boolean {
  return usedAt === undefined || Date.parse(at) - Date.parse(usedAt) <= graceMs
}

export const revoke = (family: SessionFamily, reason: string, at: string): SessionFamily =>
  family.revoked ? family : { ...family, tokens: [], revoked: { at, reason } }

/** A session as its owner sees it. */
export function viewOf(family: SessionFamily, currentId: string | undefined): UserSession {
  const { familyId: sessionId, device, network, createdAt, lastUsedAt, expiresAt } = family
  const isCurrent = sessionId === currentId
  return {
    ...{ sessionId, device, network, createdAt, expiresAt, isCurrent },
    lastUsedAt: lastUsedAt ?? createdAt,
  }
}
