import type { z } from 'zod'
import type { StoredFamily, StoredToken } from './stored-session.ts'

type RefreshToken = Readonly<z.infer<typeof StoredToken>>
export type SessionFamily = Readonly<z.infer<typeof StoredFamily>>

/** How long a used token still works, for two tabs that refresh at once; no longer once its successor is used. */
export const graceMs = 10_000

export type Rotation = {
  readonly usedHash: string
  readonly nextHash: string
  readonly at: string
  /** Whether the family gave the token at some time. */
  readonly wasGiven: boolean
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
  return { status: 'rotated', family: { ...family, tokens } }
}

function isInGrace({ usedAt }: RefreshToken, at: string): boolean {
  return usedAt === undefined || Date.parse(at) - Date.parse(usedAt) <= graceMs
}

export const revoke = (family: SessionFamily, reason: string, at: string): SessionFamily =>
  family.revoked ? family : { ...family, tokens: [], revoked: { at, reason } }
