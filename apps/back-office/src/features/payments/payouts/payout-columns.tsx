import type { Payout } from '@comptoir/contracts/payments/payout-schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { Link } from '@tanstack/react-router'
import type { Locale } from '../../../messages/messages.ts'
import type { PaymentTexts } from '../../../messages/payments/payments.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { nameOf } from './payout-name.ts'

/** The columns that are shown when nobody chose. */
export const usualColumns = [
  ...['ref', 'created', 'arrives', 'status', 'amount', 'fees', 'lines', 'unmatched'],
] as const

type Words = PaymentTexts['payouts']

/** The columns of the list of payouts. */
export function payoutColumns(words: Words, locale: Locale): Column<Payout>[] {
  const { columns } = words
  const amount = (payout: Payout) => formatMoney(payout.amount, locale)
  const fees = (payout: Payout) => formatMoney(payout.fees, locale)
  const day = (at: string | undefined) => (at === undefined ? '' : formatDate(at, 'date', locale))
  return [
    {
      ...{ id: 'ref', header: columns.ref, text: (payout) => nameOf(payout, words, locale) },
      cell: (payout) => (
        <Link to="/payments/payouts/$payoutId" params={{ payoutId: payout.id }} search={true}>
          {nameOf(payout, words, locale)}
        </Link>
      ),
    },
    {
      ...{ id: 'created', header: columns.created, text: ({ createdAt }) => createdAt },
      cell: ({ createdAt }) => day(createdAt),
    },
    {
      ...{ id: 'arrives', header: columns.arrives, text: ({ arrivesAt }) => arrivesAt ?? '' },
      cell: ({ arrivesAt }) => day(arrivesAt),
    },
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => status },
      cell: ({ status }) => status,
    },
    { ...{ id: 'amount', header: columns.amount, isAmount: true, text: amount }, cell: amount },
    { ...{ id: 'fees', header: columns.fees, isAmount: true, text: fees }, cell: fees },
    {
      ...{ id: 'lines', header: columns.lines, isAmount: true },
      cell: ({ lineCount }) => lineCount,
      text: ({ lineCount }) => String(lineCount),
    },
    {
      ...{ id: 'unmatched', header: columns.unmatched, isAmount: true },
      cell: ({ unmatchedCount: count }) =>
        count > 0 ? <StatusBadge text={String(count)} tone="attention" /> : 0,
      text: ({ unmatchedCount }) => String(unmatchedCount),
    },
  ]
}
