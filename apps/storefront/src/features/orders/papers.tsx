import type { Order } from '@comptoir/contracts/orders/view'
import { formatMoney } from '@comptoir/site/money'
import type { Locale } from '../../messages/messages.ts'
import { orderPageMessages } from '../../messages/order-page.ts'
import { orderMessages } from '../../messages/orders.ts'
import { PaperLink } from '../frame/paper-link.client.tsx'
import styles from './orders.module.css'

type PapersProps = { readonly order: Order; readonly locale: Locale }

/** The invoice comes by itself: the button is there as soon as its PDF is. */
export function InvoiceLink({ order, locale }: PapersProps) {
  const m = orderMessages(locale)
  const { pdfReady, invoiceId, number = order.number } = order.invoice
  if (!order.confirmedAt) return null
  if (!pdfReady) return <p className={styles.hint}>{m.invoiceLater}</p>
  return (
    <PaperLink
      href={`/bff/invoices/${invoiceId}/pdf?order=${order.orderId}`}
      fileName={orderPageMessages(locale).invoiceFile(number)}
      locale={locale}
    >
      {m.invoice}
    </PaperLink>
  )
}

/** Invoice and credit notes of an order, once there are any. */
export function Papers({ order, locale }: PapersProps) {
  const m = orderPageMessages(locale)
  const { creditNotes = [] } = order.invoice
  if (!order.confirmedAt) return null
  return (
    <section className={styles.part} aria-labelledby="documents">
      <h2 id="documents">{m.documents}</h2>
      <div className={styles.buttons}>
        <InvoiceLink order={order} locale={locale} />
        {creditNotes.map(({ creditNoteId, number, total }) => (
          <PaperLink
            key={creditNoteId}
            href={`/bff/credit-notes/${creditNoteId}/pdf?order=${order.orderId}`}
            fileName={m.creditNoteFile(number)}
            locale={locale}
          >
            {m.creditNote(number, formatMoney(total, locale))}
          </PaperLink>
        ))}
      </div>
    </section>
  )
}
