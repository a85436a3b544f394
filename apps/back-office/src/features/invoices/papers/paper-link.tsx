import type { Invoice } from '@comptoir/contracts/billing/schemas'
import { Link } from '@tanstack/react-router'

type Props = {
  readonly paper: Pick<Invoice, 'type' | 'invoiceId'>
  readonly text: string
}

/** Opens an invoice or a credit note on top of its list. */
export const PaperLink = ({ paper: { type, invoiceId }, text }: Props) =>
  type === 'invoice' ? (
    <Link to="/invoices/$invoiceId" params={{ invoiceId }} search={true}>
      {text}
    </Link>
  ) : (
    <Link
      to="/invoices/credit-notes/$creditNoteId"
      params={{ creditNoteId: invoiceId }}
      search={true}
    >
      {text}
    </Link>
  )
