import type { PayoutLine } from '@comptoir/contracts/payments/payout-schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { Link } from '@tanstack/react-router'
import type { Locale } from '../../../messages/messages.ts'
import type { PaymentTexts } from '../../../messages/payments/payments.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'

/** The columns that are shown when nobody chose. */
export const usualColumns = [...['at', 'kind', 'amount', 'fee', 'match', 'payment', 'ref']] as const

const matchTones = { matched: 'good', unmatched: 'attention', none: 'calm' } as const

/** The columns of lines of payouts; why one does not match is said as the service says it. */
export function lineColumns(
  { line, lineKinds, matches }: PaymentTexts['payouts'],
  locale: Locale,
): Column<PayoutLine>[] {
  const money = (id: 'amount' | 'fee') => {
    const text = (of: PayoutLine) => formatMoney(of[id], locale)
    return { ...{ id, header: line[id], isAmount: true }, text, cell: text }
  }
  return [
    {
      ...{ id: 'at', header: line.at, text: ({ at }) => at },
      cell: ({ at }) => <time dateTime={at}>{formatDate(at, 'moment', locale)}</time>,
    },
    {
      ...{ id: 'kind', header: line.kind, text: ({ kind }) => lineKinds[kind] },
      cell: ({ kind }) => lineKinds[kind],
    },
    ...[money('amount'), money('fee')],
    {
      ...{ id: 'match', header: line.match, text: ({ match }) => matches[match] },
      cell: ({ match, why }) => (
        <>
          <StatusBadge text={matches[match]} tone={matchTones[match]} />{' '}
          {why ? <span lang="en">{why}</span> : null}
        </>
      ),
    },
    {
      ...{ id: 'payment', header: line.payment },
      text: ({ paymentIntentId }) => paymentIntentId ?? '',
      cell: ({ paymentIntentId }) =>
        paymentIntentId ? (
          <Link to="/payments/$paymentIntentId" params={{ paymentIntentId }}>
            {paymentIntentId}
          </Link>
        ) : null,
    },
    { ...{ id: 'ref', header: line.ref, text: ({ ref }) => ref }, cell: ({ ref }) => ref },
  ]
}
