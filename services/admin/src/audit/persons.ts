import type { StaffAction } from '@comptoir/contracts/platform/staff-action'
import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import { type CollectPersonalData, recordsOf } from '@comptoir/dapr/documents/personal-data'
import { type AuditLog, indexKeyOf } from './audit-entry-store.ts'

type Field = StaffAction['fields'][number]

const ofPerson = ({ entries }: AuditLog, person: string) =>
  ({ collection: entries, index: 'of', key: indexKeyOf({ person }) }) as const

/**
 * A deleted account: what staff wrote as their reasons goes from the entries about it. Values that say something of a person were
 * never in them; who of the staff did what to which object stays, as the law wants it provable.
 */
export const eraseReasons =
  (log: AuditLog, clock: () => Date): Erase =>
  async (userId) =>
    await eraseEach(ofPerson(log, userId), ({ data }) =>
      log.forgetReason(data, clock().toISOString()),
    )

/** What staff did to what is a user's: who of them it was is not the user's to know. */
export const collectActions = (log: AuditLog): CollectPersonalData =>
  async function* collect(userId) {
    yield* recordsOf('staff-action', ofPerson(log, userId), ({ data }) => {
      const { service, at, reason, action } = data
      const { operation, object, change } = action
      const fields = action.fields.filter((field) => !namesStaff(field, action.actor.userId))
      return { service, at, operation, object, change, fields, ...(reason && { reason }) }
    })
  }

/** Fields that say who of the staff did something: `staff.entries.0.by`, `decidedBy`. */
const who = /(^|\.)by$|By$/

const namesStaff = ({ path, before, after }: Field, actorId: string): boolean =>
  who.test(path) || before === actorId || after === actorId
