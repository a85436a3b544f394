import type { NewEvent } from '@comptoir/contracts/event'
import { StaffAction } from '@comptoir/contracts/platform/staff-action'
import { auditedServices } from '@comptoir/contracts/subscriptions'
import type { AppId } from '@comptoir/contracts/topology'
import { type AuditScope, currentAudit } from '@comptoir/service/audit/audit-scope'
import { currentTrace } from '@comptoir/service/observability/trace'
import { changedFields, type Shown } from './changed-fields.ts'

/** `none`: what staff do is recorded where they do it, not in this collection, which follows from it. */
export type Audit = Shown | 'none'

export type Change = {
  readonly service: AppId
  readonly collection: string
  readonly audit: Audit
  readonly id: string
  readonly before: unknown
  /** Nothing: it is removed. */
  readonly after: unknown
}

const audited: ReadonlySet<AppId> = new Set(auditedServices)

/**
 * The record of a change for the audit log, where somebody of the staff makes it; it leaves with the document. Nothing where nothing
 * changes, or where the document is the person's own.
 */
export function staffActionEvents(change: Change): NewEvent[] {
  const scope = currentAudit()
  if (!scope || change.audit === 'none' || !audited.has(change.service)) return []
  const personId = ownerOf(change)
  if (!scope.isForStaff && (personId === undefined || personId === scope.actor.userId)) return []
  const { fields, more } = changedFields(change.before, change.after, change.audit)
  if (fields.length === 0) return []
  const traceId = currentTrace()?.traceId
  const data: StaffAction = {
    ...actionOf(scope),
    object: { collection: change.collection, id: change.id },
    ...(personId !== undefined && { personId }),
    change: kindOf(change),
    fields,
    ...(more && { more }),
    ...(traceId && { traceId }),
  }
  const type = staffActionType(change.service)
  return [{ type, data: StaffAction.parse(data), collection: change.collection }]
}

const actionOf = ({ actionId, operation, actor, reason }: AuditScope) => ({
  ...{ actionId, operation },
  actor: { userId: actor.userId, roles: [...actor.roles] },
  ...(reason && { reason }),
})

/** The kind of event that a service's records are. */
export const staffActionType = (service: AppId): string =>
  `comptoir.${service}.staff-action-recorded.v1`

function kindOf({ before, after }: Change): StaffAction['change'] {
  if (before === undefined) return 'created'
  return after === undefined ? 'removed' : 'changed'
}

/** Whose the document is: who it names as its user, owner or customer, or as its customer's user. */
function ownerOf({ before, after }: Change): string | undefined {
  const [was, is] = [before, after].map((document) => personOf(document) ?? innerUserIdOf(document))
  return was ?? is
}

const personOf = (document: unknown): string | undefined =>
  userIdOf(document) ?? textIn(document, 'ownerId') ?? textIn(document, 'customerId')

const innerUserIdOf = (document: unknown): string | undefined => {
  if (!isObject(document)) return undefined
  return userIdOf(Reflect.get(document, 'customer')) ?? userIdOf(Reflect.get(document, 'shipment'))
}

const userIdOf = (value: unknown) => textIn(value, 'userId')

function textIn(value: unknown, field: string): string | undefined {
  const text: unknown = isObject(value) ? Reflect.get(value, field) : undefined
  return typeof text === 'string' ? text : undefined
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
