import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { channel } from 'node:diagnostics_channel'
import type { Permission } from '@comptoir/contracts/accounts/permissions'
import type { Context } from 'hono'

/** A request of somebody of the staff, or of a vendor, while it runs: what it writes is theirs. */
export type AuditScope = {
  readonly actionId: string
  /** `operationId` of the contract. */
  readonly operation: string
  readonly actor: { readonly userId: string; readonly roles: readonly string[] }
  readonly reason?: string | undefined
  /** The operation is for staff: all that it writes is recorded. Of others only what is somebody else's. */
  readonly isForStaff: boolean
}

/** What a request of staff came to: how many entries of the audit log left with what it wrote. */
export type StaffWrite = {
  readonly operation: string
  readonly isForStaff: boolean
  readonly status: number
  readonly entries: number
}

type Running = Omit<AuditScope, 'isForStaff'> & {
  isForStaff: boolean
  isOver: boolean
  entries: number
}
const storage = new AsyncLocalStorage<Running | undefined>()
/** Tests listen here, to see that no operation of staff goes unrecorded. */
const staffWrites = channel('comptoir.staff-write')

const running = (): Running | undefined => {
  const scope = storage.getStore()
  return scope?.isOver ? undefined : scope
}

/** The request of staff that the running code belongs to. What goes on after its answer belongs to nobody. */
export const currentAudit = (): AuditScope | undefined => running()

/** Counts entries that were written with what the running request changed. */
export function noteEntries(count: number): void {
  const scope = running()
  if (scope) scope.entries += count
}

/**
 * The request that runs is one of the staff, though visitors send the like: all that it writes is recorded. Nothing when it is of nobody on
 * the staff.
 */
export function actAsStaff(): void {
  const scope = running()
  if (scope) scope.isForStaff = true
}

/** Runs what staff do not decide, and is not recorded: that they have read something, or where a document puts what is in it. */
export const unrecorded = <T>(act: () => Promise<T>): Promise<T> => storage.run(undefined, act)

/** Runs `act` as a part of a request of staff. */
export async function runAudited<T>(scope: AuditScope, act: () => Promise<T>): Promise<T> {
  return await runCounted({ ...scope, isOver: false, entries: 0 }, act)
}

/**
 * Writes as the one of the staff whom another service names: it knows who asks, and this service what they change. Without anybody
 * it only writes.
 * @example await asPassedOn('DiscardOneDeadLetter', by, reason)(() => letters.update(id, discard))
 */
export function asPassedOn(operation: string, by: string | undefined, reason?: string) {
  return async <T>(write: () => Promise<T>): Promise<T> => {
    if (by === undefined) return await write()
    const actor = { userId: by, roles: [] }
    return await runAudited(
      { actionId: randomUUID(), operation, actor, reason, isForStaff: true },
      write,
    )
  }
}

async function runCounted<T>(scope: Running, act: () => Promise<T>): Promise<T> {
  try {
    return await storage.run(scope, act)
  } finally {
    scope.isOver = true
  }
}

type Member = { readonly id: string; readonly roles: readonly string[] }
type Asked = {
  readonly operation: string
  readonly permission: Permission | undefined
  readonly user: Member | undefined
}

/** Answers a request; when it is a writing of staff, what it writes is recorded as theirs. */
export async function answerAudited(
  c: Context,
  asked: Asked,
  answer: () => Promise<void>,
): Promise<void> {
  const scope = await scopeOf(c, asked)
  if (!scope) return await answer()
  const counted = { ...scope, isOver: false, entries: 0 }
  await runCounted(counted, answer)
  if (!staffWrites.hasSubscribers) return
  const { operation, isForStaff, entries } = counted
  staffWrites.publish({ operation, isForStaff, status: c.res.status, entries } satisfies StaffWrite)
}

/** None when it is no writing of staff. What a `.read` permission opens only reads, whatever its verb. */
async function scopeOf(
  c: Context,
  { operation, permission, user }: Asked,
): Promise<AuditScope | undefined> {
  if (!user || !isStaffMember(user)) return undefined
  if (c.req.method === 'GET' || permission?.endsWith('.read')) return undefined
  return {
    ...{ actionId: randomUUID(), operation, isForStaff: permission !== undefined },
    actor: { userId: user.id, roles: user.roles },
    reason: await reasonOf(c),
  }
}

/** Who works for a vendor is recorded as staff are: in what is the vendor's, and in what is somebody else's. */
const isStaffMember = ({ roles }: Member) => roles.some((role) => role !== 'customer')

const longestReason = 500

/** Why, from the header (percent-encoded where it is not Latin) or the body, in their words. */
async function reasonOf(c: Context): Promise<string | undefined> {
  const given = c.req.header('audit-reason') ?? (await reasonInBody(c))
  const text = given === undefined ? '' : decoded(given).trim()
  return text === '' ? undefined : text.slice(0, longestReason).toWellFormed()
}

async function reasonInBody(c: Context): Promise<string | undefined> {
  if (!c.req.header('content-type')?.startsWith('application/json')) return undefined
  const body: unknown = await c.req.json().catch(() => undefined)
  const reason = typeof body === 'object' && body !== null && 'reason' in body && body.reason
  return typeof reason === 'string' ? reason : undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
