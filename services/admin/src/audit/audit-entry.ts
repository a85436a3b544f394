import { createHash } from 'node:crypto'
import { AuditEntry, type ChainCheck } from '@comptoir/contracts/admin/audit'
import type { StaffAction } from '@comptoir/contracts/platform/staff-action'
import { z } from 'zod'

/** As it is stored: the salt of its reason goes with the reason, so that the hash that stays tells nothing. */
export const StoredEntry = AuditEntry.extend({ reasonSalt: z.string().optional() })
export type StoredEntry = z.infer<typeof StoredEntry>

/** What somebody of the staff did, as their service tells it. */
export type Told = {
  readonly entryId: string
  readonly service: string
  readonly at: string
  readonly action: StaffAction
}

/** What the first entry of a chain follows on. */
export const beginning = { sequence: 0, hash: '0'.repeat(64) } as const

/**
 * JSON in one form only (RFC 8785): keys in the order of their code units, no blanks, numbers as ECMAScript writes them.
 * @example canonicalJson({ b: 1, a: [true] }) // '{"a":[true],"b":1}'
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  return `{${members.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalJson(inner)}`).join()}}`
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** The hash of an entry: of all that it says but its reason, and of the one before it. */
export function hashOf(entry: Omit<StoredEntry, 'hash'>): string {
  const { entryId, service, sequence, at, action, reasonHash, previousHash } = entry
  return sha256(canonicalJson({ entryId, service, sequence, at, action, reasonHash, previousHash }))
}

export const reasonHashOf = (reason: string, salt: string): string => sha256(`${salt}:${reason}`)

/** What staff did as the next link of its chain; `salt` is random. */
export function nextLink(last: StoredEntry | undefined, told: Told, salt: string): StoredEntry {
  const { reason, ...action } = told.action
  const link = {
    ...{ entryId: told.entryId, service: told.service, at: told.at, action },
    ...(reason !== undefined && {
      ...{ reason, reasonSalt: salt, reasonHash: reasonHashOf(reason, salt) },
    }),
    sequence: (last?.sequence ?? 0) + 1,
    previousHash: last?.hash ?? beginning.hash,
  }
  return { ...link, hash: hashOf(link) }
}

/** The entry without its reason, for the erasure of a person; its hash stays, and so does the chain. */
export function withoutReason(entry: StoredEntry, at: string): StoredEntry {
  if (entry.reason === undefined) return entry
  const { reason: _, reasonSalt: __, ...rest } = entry
  return { ...rest, reasonErasedAt: at }
}

type Place = { readonly sequence: number; readonly hash: string }
type Fault = NonNullable<ChainCheck['fault']>

/** Goes along a chain from a place that is known, entry by entry in their order; says where it does not hold. */
export function createChainCheck(from: Place) {
  let previous: Place = from
  let fault: Fault | undefined

  return {
    /** The next entry; nothing where none can be read. */
    add(entry: StoredEntry | undefined): void {
      if (fault) return
      const reason = faultOf(previous, entry)
      if (reason) fault = { sequence: previous.sequence + 1, reason }
      else if (entry) previous = { sequence: entry.sequence, hash: entry.hash }
    },
    /** How far it came. At the end of the chain it must have reached the last link. */
    end(last: Place | undefined): Pick<ChainCheck, 'sequence' | 'hash' | 'fault'> {
      const { sequence, hash } = previous
      const isShort = last && (sequence !== last.sequence || hash !== last.hash)
      const missing = { sequence: sequence + 1, reason: 'the chain has another end' }
      const found = fault ?? (isShort ? missing : undefined)
      return { sequence, hash, ...(found && { fault: found }) }
    },
  }
}

function faultOf(previous: Place, entry: StoredEntry | undefined): string | undefined {
  if (!entry) return 'an entry is gone, or cannot be read'
  if (entry.sequence !== previous.sequence + 1) return 'an entry is missing'
  if (entry.previousHash !== previous.hash) return 'it does not follow on the entry before it'
  if (hashOf(entry) !== entry.hash) return 'it was changed: its hash is another one'
  return reasonFault(entry)
}

function reasonFault({ reason, reasonSalt, reasonHash, reasonErasedAt }: StoredEntry) {
  if (reason === undefined) {
    const isGone = reasonHash !== undefined && reasonErasedAt === undefined
    return isGone ? 'its reason is gone' : undefined
  }
  const isSame = reasonHash === reasonHashOf(reason, reasonSalt ?? '')
  return isSame ? undefined : 'its reason was changed'
}
