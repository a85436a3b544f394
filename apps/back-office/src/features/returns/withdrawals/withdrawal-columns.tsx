import type { StaffWithdrawal } from '@comptoir/contracts/orders/withdrawal-schemas'
import { formatDate } from '@comptoir/site/dates'
import { Link } from '@tanstack/react-router'
import type { ReturnMessages } from '../../../messages/logistics/returns.ts'
import type { Locale } from '../../../messages/messages.ts'
import { type Column, textColumn } from '../../../ui/data-list/column.ts'
import { StatusBadge, type StatusTone } from '../../../ui/status-badge.tsx'

const tones: Readonly<Record<StaffWithdrawal['outcome']['kind'], StatusTone>> = {
  open: 'calm',
  cancel: 'good',
  return: 'good',
  unmatched: 'attention',
  late: 'ended',
  excluded: 'ended',
}

/** The columns of the list of withdrawals. */
export function withdrawalColumns(
  { withdrawals: texts }: ReturnMessages,
  locale: Locale,
): Column<StaffWithdrawal>[] {
  const { columns, outcomes } = texts
  const confirmed = ({ confirmedAt }: StaffWithdrawal) =>
    confirmedAt ? formatDate(confirmedAt, 'moment', locale) : ''
  const due = ({ refundBy }: StaffWithdrawal) =>
    refundBy ? formatDate(refundBy, 'date', locale) : ''
  return [
    textColumn('name', columns.name, ({ name }) => name),
    textColumn('confirmedAt', columns.confirmedAt, confirmed),
    textColumn('email', columns.email, ({ email }) => email),
    textColumn('orderNumber', columns.orderNumber, ({ orderNumber }) => orderNumber),
    {
      ...{ id: 'outcome', header: columns.outcome, text: ({ outcome }) => outcomes[outcome.kind] },
      cell: ({ outcome: { kind } }) => <StatusBadge text={outcomes[kind]} tone={tones[kind]} />,
    },
    textColumn('refundBy', columns.refundBy, due),
    {
      ...{ id: 'leads', header: columns.leads, text: ({ outcome }) => outcome.orderId ?? '' },
      cell: (row) => <Leads row={row} open={texts.open} />,
    },
  ]
}

/** The return that came of it, else its order. */
function Leads({ row, open }: { readonly row: StaffWithdrawal; readonly open: string }) {
  const { orderId, returnId } = row.outcome
  if (returnId) {
    return (
      <Link to="/returns/$returnId" params={{ returnId }}>
        {open} {returnId}
      </Link>
    )
  }
  if (!orderId) return null
  return (
    <Link to="/orders/$orderId/$tab" params={{ orderId, tab: 'summary' }}>
      {open} {orderId}
    </Link>
  )
}
