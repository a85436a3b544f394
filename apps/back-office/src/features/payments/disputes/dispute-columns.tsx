import type { DisputeDetails } from '@comptoir/contracts/payments/schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { Link } from '@tanstack/react-router'
import type { Locale } from '../../../messages/messages.ts'
import type { PaymentTexts } from '../../../messages/payments/payments.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { deadlineText, isAnswerable, timeLeft } from './deadline.ts'
import { DisputeState } from './dispute-state.tsx'
import { reasonText } from './reason-text.ts'

/** The columns that are shown when nobody chose. */
export const usualColumns = [
  ...['id', 'status', 'due', 'amount', 'reason', 'opened', 'order'],
] as const

type Around = {
  readonly words: PaymentTexts['disputes']
  readonly locale: Locale
  readonly now: number
}

/** The columns of the list of disputes. */
export function disputeColumns({ words, locale, now }: Around): Column<DisputeDetails>[] {
  const { columns, statuses } = words
  const due = (dispute: DisputeDetails) =>
    isAnswerable(dispute) ? deadlineText(dispute.dueBy, { now, words, locale }) : ''
  const amount = (dispute: DisputeDetails) => formatMoney(dispute.amount, locale)
  const reason = (dispute: DisputeDetails) => reasonText(dispute.reason, words)
  return [
    {
      ...{ id: 'id', header: columns.id, text: ({ id }) => id },
      cell: ({ id }) => (
        <Link to="/payments/disputes/$disputeId" params={{ disputeId: id }} search={true}>
          {id}
        </Link>
      ),
    },
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: (dispute) => <DisputeState dispute={dispute} />,
    },
    {
      ...{ id: 'due', header: columns.due, text: due },
      cell: (dispute) => <Due text={due(dispute)} left={timeLeft(dispute.dueBy, now)} />,
    },
    { ...{ id: 'amount', header: columns.amount, isAmount: true, text: amount }, cell: amount },
    { ...{ id: 'reason', header: columns.reason, text: reason }, cell: reason },
    {
      ...{ id: 'opened', header: columns.opened, text: ({ openedAt }) => openedAt },
      cell: ({ openedAt }) => (
        <time dateTime={openedAt}>{formatDate(openedAt, 'moment', locale)}</time>
      ),
    },
    {
      ...{ id: 'order', header: columns.order, text: ({ orderId }) => orderId },
      cell: ({ orderId }) => (
        <Link to="/orders/$orderId/$tab" params={{ orderId, tab: 'payments' }}>
          {orderId}
        </Link>
      ),
    },
  ]
}

type DueProps = { readonly text: string; readonly left: ReturnType<typeof timeLeft> }

/** Yellow when it ends soon, red once it has. */
function Due({ text, left }: DueProps) {
  if (text === '') return null
  if (left.kind === 'late') return <StatusBadge text={text} tone="bad" />
  const isSoon = left.kind !== 'none' && left.isSoon
  return isSoon ? <StatusBadge text={text} tone="attention" /> : text
}
