import {
  dayIn,
  given,
  type ListSearch,
  oneOf,
  readListSearch,
  wordOf,
} from '../../ui/data-list/list-search.ts'
import { dayAfter, startOfDay } from '../../ui/fields/shop-time.ts'
import { type AuditedService, auditedServices } from './audited-services.ts'

/** What entries are searched by; days in the shop's time zone, both included. */
export type AuditFilter = {
  readonly actor?: string
  readonly operation?: string
  readonly object?: string
  readonly service?: AuditedService
  readonly person?: string
  readonly actionId?: string
  readonly from?: string
  readonly to?: string
}
export const filterNames = [
  ...(['actor', 'operation', 'object', 'service'] as const),
  ...(['person', 'actionId', 'from', 'to'] as const),
]
export type FilterName = (typeof filterNames)[number]

export type AuditSearch = ListSearch &
  AuditFilter & {
    /** The entry that is open beside the list. */
    readonly entry?: string
  }

/** Reads the address of the log: what makes no sense is left out. */
export function readAuditSearch(search: Readonly<Record<string, unknown>>): AuditSearch {
  const word = (name: FilterName) => wordOf(search[name], 300)
  return given({
    ...readListSearch(search),
    ...{ actor: word('actor'), operation: word('operation'), object: word('object') },
    service: oneOf(search['service'], auditedServices),
    ...{ person: word('person'), actionId: word('actionId') },
    ...{ from: dayIn(search['from']), to: dayIn(search['to']) },
    entry: wordOf(search['entry'], 200),
  })
}

/** The query of the operation for an address. */
export function auditQuery(search: AuditSearch) {
  const { actor, operation, object, service, person, actionId, from, to } = search
  return given({
    ...{ actor, operation, object, service, person, actionId },
    from: from && startOfDay(from),
    to: to && startOfDay(dayAfter(to)),
  })
}
