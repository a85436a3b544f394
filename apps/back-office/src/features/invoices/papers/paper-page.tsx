import type { Invoice } from '@comptoir/contracts/billing/schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useInvoiceWords } from '../use-invoice-words.ts'
import { isEInvoiced } from './is-e-invoiced.ts'
import { PaperFiles } from './paper-files.tsx'
import { PaperLines } from './paper-lines.tsx'
import { PaperLink } from './paper-link.tsx'
import { paperTones } from './paper-search.ts'
import { paperTitle } from './paper-title.ts'

type Props = { readonly asked: UseQueryResult<Invoice>; readonly back: ReactNode }

/** A document as it was issued: its files, its lines, and the documents around it. */
export function PaperPage({ asked, back }: Props) {
  const words = useInvoiceWords()
  const locale = useLocale()
  return (
    <DetailPage
      {...{ asked, back }}
      title={(paper) => paperTitle(paper, words)}
      head={({ status, totals }) => (
        <>
          <StatusBadge text={words.statuses[status]} tone={paperTones[status]} />
          <span className={classes['sum']}>{formatMoney(totals.grandTotal, locale)}</span>
        </>
      )}
    >
      {(paper) => (
        <>
          <PaperFiles paper={paper} />
          <div className={classes['columns']}>
            <section className={classes['block']}>
              <h2>{words.lines}</h2>
              <PaperLines paper={paper} />
            </section>
            <div>
              <About paper={paper} />
              <CreditNotes paper={paper} />
            </div>
          </div>
        </>
      )}
    </DetailPage>
  )
}

type PaperProps = { readonly paper: Invoice }

function About({ paper }: PaperProps) {
  const words = useInvoiceWords()
  const locale = useLocale()
  const { may } = usePermissions()
  const { invoiceId, orderId, orderNumber, issuedOn, paidAt, createdAt, corrects, credits } = paper
  const { replaces, replacedBy, supplements, billingAddress: to } = paper
  const invoice = (id: string, text: string) => (
    <PaperLink key={id} paper={{ type: 'invoice', invoiceId: id }} text={text} />
  )
  return (
    <section className={classes['block']}>
      <h2>{words.about}</h2>
      <Facts
        rows={[
          [
            words.order,
            <Link key={orderId} to="/orders/$orderId/$tab" params={{ orderId, tab: 'documents' }}>
              {orderNumber}
            </Link>,
          ],
          [words.issued, issuedOn && formatDate(issuedOn, 'date', locale)],
          [words.paid, paidAt && formatDate(paidAt, 'moment', locale)],
          [words.created, formatDate(createdAt, 'moment', locale)],
          [words.corrects, corrects && invoice(corrects.invoiceId, corrects.number)],
          [words.reason, corrects?.reason],
          [words.credits, credits && words.creditKinds[credits]],
          [words.replaces, replaces && invoice(replaces.invoiceId, replaces.number)],
          [words.replacedBy, replacedBy && invoice(replacedBy, replacedBy)],
          [words.supplements, supplements && invoice(supplements.invoiceId, supplements.number)],
          [words.billTo, [to.company, to.recipient, to.city].filter(Boolean).join(', ')],
          [
            words.transmission,
            may('transmissions.read') && isEInvoiced(paper) ? (
              <Link
                key={invoiceId}
                to="/invoices/transmissions/$documentId"
                params={{ documentId: invoiceId }}
              >
                {words.transmissions.title(paper.number ?? '')}
              </Link>
            ) : undefined,
          ],
        ]}
      />
    </section>
  )
}

/** What was taken back of an invoice. */
function CreditNotes({ paper: { type, creditNotes = [] } }: PaperProps) {
  const words = useInvoiceWords()
  const locale = useLocale()
  if (type === 'credit_note') return null
  return (
    <section className={classes['block']}>
      <h2>{words.creditNotes}</h2>
      {creditNotes.length === 0 ? <p>{words.noCreditNotes}</p> : null}
      <ul>
        {creditNotes.map(({ creditNoteId, number = words.noNumber, total }) => (
          <li key={creditNoteId}>
            <PaperLink paper={{ type: 'credit_note', invoiceId: creditNoteId }} text={number} />{' '}
            <span className="figures">{formatMoney(total, locale)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
