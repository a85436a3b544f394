import type { Context } from 'hono'
import { refuse } from '../problems/refusal.ts'

/** The entity tag of a document's version. */
export function etagOf(version: number): string {
  return `"${version}"`
}

/** The version that `If-Match` names; none when it is not sent, or is `*`. Refuses what is not one tag of ours (412). */
export function ifMatchOf(c: Context): number | undefined {
  const header = c.req.header('if-match')?.trim()
  if (header === undefined || header === '*') return undefined
  const version = /^"(\d+)"$/.exec(header)?.[1]
  if (version === undefined) throw refuse('precondition_failed', 'If-Match takes one ETag of ours')
  return Number(version)
}

/** Refuses a change whose `If-Match` does not name the current version (412); one that is empty names none. */
export function requireIfMatch(c: Context, version: number): void {
  const header = c.req.header('if-match') ?? ''
  if (header.trim() === '*') return
  const tags = header.split(',').map((tag) => tag.trim())
  if (!tags.includes(etagOf(version))) throw refuse('precondition_failed')
}

/** Whether `If-None-Match` names the tag, by weak comparison: who asks holds the answer already. */
export function holds(ifNoneMatch: string | undefined, etag: string | undefined): boolean {
  if (ifNoneMatch === undefined || etag === undefined) return false
  const plain = (tag: string) => tag.trim().replace(/^W\//, '')
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || plain(tag) === plain(etag))
}
