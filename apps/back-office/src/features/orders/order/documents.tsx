import type { Order } from '@comptoir/contracts/orders/view'
import { formatMoney } from '@comptoir/site/money'
import { useLocale } from '../../../office.tsx'
import { OpenFile } from '../../../ui/open-file.tsx'
import { useOrderTexts } from '../order-texts.ts'
import classes from './order.module.css'

/** The invoice of an order and its credit notes. */
export function Documents({ order: { invoice } }: { readonly order: Order }) {
  const texts = useOrderTexts()
  const locale = useLocale()
  const { number, invoiceId, pdfReady, creditNotes = [] } = invoice
  if (number === undefined && creditNotes.length === 0) return <p>{texts.noDocuments}</p>
  const papers = [
    ...(number === undefined
      ? []
      : [{ id: invoiceId, kind: texts.invoice, number, path: `/api/invoices/${invoiceId}/pdf` }]),
    ...creditNotes.map(({ creditNoteId: id, number: own, total }) => ({
      ...{ id, kind: texts.creditNote, path: `/api/credit-notes/${id}/pdf` },
      number: `${own} · ${formatMoney(total, locale)}`,
    })),
  ]
  return (
    <ul className={classes['block']}>
      {papers.map(({ id, kind, number: own, path }) => (
        <li key={id}>
          {kind} {own} {pdfReady ? <OpenFile path={path} text={`${texts.open} ${own}`} /> : null}
        </li>
      ))}
    </ul>
  )
}
