import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { refuse } from '../problems/refusal.ts'

/** The entity tag of a document's version. */
export function etagOf(version: number): string {
  return `"${version}"`
}

/**
 * What tells one content from another, for an entity tag: 132 bits of its SHA-256.
 * @example const etag = `"${contentHash(body)}"`
 */
export const contentHash = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('base64url').slice(0, 22)

/**
 * The version that `If-Match` names; none when it is not sent, or is `*`. Of several tags it is the `current` one. Refuses
 * anything else (412).
 */
export function ifMatchOf(c: Context, current?: number): number | undefined {
  const header = c.req.header('if-match')?.trim()
  if (header === undefined || header === '*') return undefined
  const tags = header.split(',').map((tag) => tag.trim())
  if (current !== undefined && tags.includes(etagOf(current))) return current
  const version = /^"(\d+)"$/.exec(header)?.[1]
  if (version === undefined) throw refuse('precondition_failed', 'If-Match takes one ETag of ours')
  return Number(version)
}

/** Whether `If-None-Match` names the tag, by weak comparison: the client has the answer already. */
export function holds(ifNoneMatch: string | undefined, etag: string | undefined): boolean {
  if (ifNoneMatch === undefined || etag === undefined) return false
  const plain = (tag: string) => tag.trim().replace(/^W\//, '')
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || plain(tag) === plain(etag))
}
