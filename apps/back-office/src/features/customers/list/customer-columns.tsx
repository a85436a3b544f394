import type { Profile } from '@comptoir/contracts/accounts/schemas'
import { formatDate } from '@comptoir/site/dates'
import { Link } from '@tanstack/react-router'
import type { CustomerMessages } from '../../../messages/customers.ts'
import type { FrameMessages } from '../../../messages/frame.ts'
import type { Locale } from '../../../messages/messages.ts'
import { accountTones } from '../../../ui/accounts/account-tones.ts'
import { nameOf } from '../../../ui/accounts/name-of.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'

/** The columns that are shown when nobody chose. */
export const usualColumns = [
  ...['name', 'email', 'status', 'group', 'tags', 'roles', 'createdAt'],
] as const

type Texts = { readonly texts: CustomerMessages; readonly roles: FrameMessages['roles'] }

/** The columns of the list of customers. */
export function customerColumns({ texts, roles }: Texts, locale: Locale): Column<Profile>[] {
  const { columns, statuses, groups } = texts
  const rolesOf = (one: Profile) => one.roles.map((role) => roles[role]).join(', ')
  const tagsOf = ({ tags = [] }: Profile) => tags.join(', ')
  return [
    {
      ...{ id: 'name', header: columns.name, text: nameOf },
      cell: (one) => (
        <Link to="/customers/$userId" params={{ userId: one.userId }} search={true}>
          {nameOf(one)}
        </Link>
      ),
    },
    {
      ...{ id: 'email', header: columns.email },
      ...{ cell: ({ email }) => email, text: ({ email }) => email },
    },
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: ({ status }) => <StatusBadge text={statuses[status]} tone={accountTones[status]} />,
    },
    {
      ...{ id: 'group', header: columns.group },
      ...{ cell: (one) => groups[one.customerStatus], text: (one) => groups[one.customerStatus] },
    },
    { ...{ id: 'tags', header: columns.tags, cell: tagsOf, text: tagsOf } },
    { ...{ id: 'roles', header: columns.roles, cell: rolesOf, text: rolesOf } },
    {
      ...{ id: 'createdAt', header: columns.createdAt, text: ({ createdAt }) => createdAt },
      cell: ({ createdAt }) => (
        <time dateTime={createdAt}>{formatDate(createdAt, 'date', locale)}</time>
      ),
    },
    {
      ...{ id: 'phone', header: columns.phone },
      ...{ cell: ({ phone = '' }) => phone, text: ({ phone = '' }) => phone },
    },
    {
      ...{ id: 'userId', header: columns.userId },
      ...{ cell: ({ userId }) => userId, text: ({ userId }) => userId },
    },
  ]
}
