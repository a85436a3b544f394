import type { Vendor } from '@comptoir/contracts/admin/vendors/schemas'
import { countryName } from '@comptoir/site/country-name'
import { formatDate } from '@comptoir/site/dates'
import { formatRate } from '@comptoir/site/rate'
import { Link } from '@tanstack/react-router'
import type { Locale } from '../../../messages/messages.ts'
import type { VendorMessages } from '../../../messages/vendors/vendors.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { vendorTones } from '../vendor-words.ts'

/** The columns that are shown when nobody chose. */
export const usualColumns = [
  ...['name', 'legalName', 'status', 'commission', 'country', 'createdAt'],
] as const

/** The columns of the list of vendors. */
export function vendorColumns(texts: VendorMessages, locale: Locale): Column<Vendor>[] {
  const { columns, statuses } = texts
  const commission = ({ commissionBps }: Vendor) =>
    commissionBps === undefined ? '' : formatRate(commissionBps, locale)
  const country = ({ address }: Vendor) => countryName(address.countryCode, locale)
  return [
    {
      ...{ id: 'name', header: columns.name, text: ({ name }) => name },
      cell: ({ vendorId, name }) => (
        <Link to="/vendors/$vendorId/$tab" params={{ vendorId, tab: 'profile' }} search={true}>
          {name}
        </Link>
      ),
    },
    {
      ...{ id: 'legalName', header: columns.legalName },
      ...{ cell: ({ legalName }) => legalName, text: ({ legalName }) => legalName },
    },
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: ({ status }) => <StatusBadge text={statuses[status]} tone={vendorTones[status]} />,
    },
    {
      ...{ id: 'commission', header: columns.commission, isAmount: true },
      ...{ cell: commission, text: commission },
    },
    { ...{ id: 'country', header: columns.country, cell: country, text: country } },
    {
      ...{ id: 'createdAt', header: columns.createdAt, text: ({ createdAt }) => createdAt },
      cell: ({ createdAt }) => (
        <time dateTime={createdAt}>{formatDate(createdAt, 'date', locale)}</time>
      ),
    },
    {
      ...{ id: 'email', header: columns.email },
      ...{ cell: ({ email }) => email, text: ({ email }) => email },
    },
    {
      ...{ id: 'vendorId', header: columns.vendorId },
      ...{ cell: ({ vendorId }) => vendorId, text: ({ vendorId }) => vendorId },
    },
  ]
}
