import type { AuditEntry } from '@comptoir/contracts/admin/audit'
import { formatDate } from '@comptoir/site/dates'
import type { AuditMessages } from '../../messages/audit.ts'
import type { Locale } from '../../messages/messages.ts'
import type { Column } from '../../ui/data-list/column.ts'
import list from '../../ui/data-list/data-list.module.css'
import { PersonName } from '../../ui/person-name.tsx'
import { ObjectLink } from './object-link.tsx'
import { objectPath } from './object-path.ts'

/** The columns that are shown when nobody chose. */
export const usualColumns = ['at', 'actor', 'operation', 'object', 'change', 'reason'] as const

const objectOf = ({ action: { object } }: AuditEntry) => `${object.collection}/${object.id}`
const fieldsOf = ({ action }: AuditEntry) => action.fields.map(({ path }) => path).join(', ')

/** The columns of the log. */
export function auditColumns(
  { columns, changes }: AuditMessages,
  locale: Locale,
  open: (entryId: string) => void,
): Column<AuditEntry>[] {
  return [
    {
      ...{ id: 'at', header: columns.at, text: ({ at }) => at },
      cell: ({ at }) => <time dateTime={at}>{formatDate(at, 'moment', locale)}</time>,
    },
    {
      ...{ id: 'actor', header: columns.actor, text: ({ action }) => action.actor.userId },
      cell: ({ action }) => <PersonName userId={action.actor.userId} />,
    },
    {
      ...{ id: 'operation', header: columns.operation, text: ({ action }) => action.operation },
      cell: ({ entryId, action }) => (
        <button type="button" className={list['sort']} onClick={() => open(entryId)}>
          {action.operation}
        </button>
      ),
    },
    {
      ...{ id: 'object', header: columns.object, text: objectOf },
      cell: (entry) => {
        const { collection, id } = entry.action.object
        return (
          <ObjectLink path={objectPath(entry.service, collection, id)}>
            {objectOf(entry)}
          </ObjectLink>
        )
      },
    },
    {
      ...{ id: 'change', header: columns.change },
      cell: ({ action }) => changes[action.change],
      text: ({ action }) => changes[action.change],
    },
    {
      ...{ id: 'reason', header: columns.reason },
      ...{ cell: ({ reason }) => reason, text: ({ reason }) => reason ?? '' },
    },
    {
      ...{ id: 'service', header: columns.service },
      ...{ cell: ({ service }) => service, text: ({ service }) => service },
    },
    { ...{ id: 'fields', header: columns.fields }, ...{ cell: fieldsOf, text: fieldsOf } },
  ]
}
