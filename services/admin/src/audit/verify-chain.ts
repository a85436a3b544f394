import type { ChainCheck } from '@comptoir/contracts/admin/audit'
import { z } from 'zod'
import { createChainCheck, type StoredEntry } from './audit-entry.ts'
import type { AuditLog } from './audit-entry-store.ts'

const mostAtOnce = 1_000
const pageSize = 100

type From = { readonly service: string; readonly sequence: number; readonly hash: string }

/** Computes the hashes of the next thousand entries behind a place again; entries that come meanwhile are left to the next time. */
export async function verifyChain(
  log: AuditLog,
  { service, sequence, hash }: From,
): Promise<ChainCheck> {
  const last = await endOf(log, service)
  const check = createChainCheck({ sequence, hash })
  const until = last?.sequence ?? Number.POSITIVE_INFINITY
  const reach = sequence + mostAtOnce
  for (let at = sequence + 1; at <= Math.min(until, reach); at += pageSize) {
    const range = { min: at, max: Math.min(until, reach, at + pageSize - 1) }
    const found = await read(log, service, range)
    for (const entry of found) check.add(entry)
    if (found.length === 0) break
  }
  const isComplete = until <= reach || last === undefined
  const end = isComplete ? (last ?? { sequence: 0, hash }) : undefined
  return { service, ...check.end(end), isComplete }
}

/** A chain without an end has no entries; one that began at this moment has an end by now. */
async function endOf(log: AuditLog, service: string): Promise<StoredEntry | undefined> {
  const last = await log.last(service)
  if (last) return last
  const ids = await log.entries.ids('chain', service, { limit: 1 })
  return ids.length > 0 ? await log.last(service) : undefined
}

/** The entries of a stretch, in their order; nothing in the place of one that is gone or that somebody made unreadable. */
async function read(
  { entries }: AuditLog,
  service: string,
  range: { min: number; max: number },
): Promise<(StoredEntry | undefined)[]> {
  const ids = await entries.ids('chain', service, range)
  const found = await entries.getMany(ids).catch(ifUnreadable)
  if (found) return found.map(({ data }) => data)
  return await Promise.all(ids.map(async (id) => (await entries.get(id).catch(ifUnreadable))?.data))
}

function ifUnreadable(error: unknown): undefined {
  if (error instanceof z.ZodError) return undefined
  throw error
}
