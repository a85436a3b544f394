import type { Invoice } from '@comptoir/contracts/billing/schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { Link } from '@tanstack/react-router'
import type { InvoiceTexts } from '../../../messages/invoices/invoices.ts'
import type { Locale } from '../../../messages/messages.ts'
import type { Column } from '../../../ui/data-list/column.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { PaperLink } from './paper-link.tsx'
import { paperTones } from './paper-search.ts'

/** The columns that are shown when nobody chose. */
export const usualColumns = [
  ...['number', 'issuedOn', 'status', 'order', 'customer', 'net', 'vat', 'total'],
] as const
/** Credit notes say what they correct. */
export const usualOfCredit = [
  'number',
  'issuedOn',
  'corrects',
  'order',
  'customer',
  'total',
] as const

/** The columns of the lists of documents. */
export function paperColumns(words: InvoiceTexts, locale: Locale): Column<Invoice>[] {
  const { columns, statuses, noNumber } = words
  const customer = ({ billingAddress: { company, recipient } }: Invoice) => company || recipient
  return [
    {
      ...{ id: 'number', header: columns.number, text: ({ number }) => number ?? noNumber },
      cell: (paper) => <PaperLink paper={paper} text={paper.number ?? noNumber} />,
    },
    {
      ...{ id: 'issuedOn', header: columns.issuedOn, text: ({ issuedOn }) => issuedOn ?? '' },
      cell: ({ issuedOn }) => (issuedOn ? formatDate(issuedOn, 'date', locale) : ''),
    },
    {
      ...{ id: 'status', header: columns.status, text: ({ status }) => statuses[status] },
      cell: ({ status }) => <StatusBadge text={statuses[status]} tone={paperTones[status]} />,
    },
    {
      ...{ id: 'corrects', header: columns.corrects },
      text: ({ corrects }) => corrects?.number ?? '',
      cell: ({ corrects }) => corrects?.number,
    },
    {
      ...{ id: 'order', header: columns.order, text: ({ orderNumber }) => orderNumber },
      cell: ({ orderId, orderNumber }) => (
        <Link to="/orders/$orderId/$tab" params={{ orderId, tab: 'documents' }}>
          {orderNumber}
        </Link>
      ),
    },
    { ...{ id: 'customer', header: columns.customer, text: customer }, cell: customer },
    ...amountColumns(words, locale),
  ]
}

function amountColumns({ columns }: InvoiceTexts, locale: Locale): Column<Invoice>[] {
  const column = (id: 'net' | 'vat' | 'total', amountOf: (totals: Invoice['totals']) => number) => {
    const text = ({ totals, currency }: Invoice) =>
      formatMoney({ amount: amountOf(totals), currency }, locale)
    return { ...{ id, header: columns[id], isAmount: true }, text, cell: text }
  }
  return [
    column('net', ({ grandTotal, vatTotal }) => grandTotal.amount - vatTotal.amount),
    column('vat', ({ vatTotal }) => vatTotal.amount),
    column('total', ({ grandTotal }) => grandTotal.amount),
  ]
}
