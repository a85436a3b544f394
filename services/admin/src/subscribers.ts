import { createHash } from 'node:crypto'
import type { StaffAction } from '@comptoir/contracts/platform/staff-action'
import { staffActions } from '@comptoir/contracts/subscriptions'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import { createDashboardSubscribers, type FollowDeps } from './dashboard/follow-sales.ts'
import type { Deps } from './deps.ts'
import { createLedgerSubscribers } from './ledger/follow-sales.ts'
import type { Sales } from './ledger/stored-sale.ts'

type SubscriberDeps = Pick<Deps, 'auditLog' | 'ledgers'> & FollowDeps & { readonly sales: Sales }

/** What staff do goes to the audit log, what happens to orders and their money to the ledgers of vendors and to the dashboard. */
export const createSubscribers = (deps: SubscriberDeps): Subscriber[] => [
  ...createAuditSubscribers(deps),
  ...createLedgerSubscribers(deps),
  ...createDashboardSubscribers(deps),
]

/** Appends what staff did in any service to the audit log, once, under the id of its event. */
export const createAuditSubscribers = ({ auditLog }: Pick<Deps, 'auditLog'>): Subscriber[] =>
  staffActions.map((kind) =>
    on(kind, async (action: StaffAction, { id, time: at }) => {
      const service = kind.producer
      await auditLog.append({ entryId: entryIdOf(service, id), service, at, action })
    }),
  )

/** The same for an event that comes again; of one length, as every store takes it for a key. */
const entryIdOf = (service: string, eventId: string): string =>
  `aud_${createHash('sha256').update(`${service}|${eventId}`).digest('hex').slice(0, 32)}`
