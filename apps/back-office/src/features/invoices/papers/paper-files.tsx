import type { Invoice } from '@comptoir/contracts/billing/schemas'
import classes from '../../../ui/detail/detail.module.css'
import { OpenFile } from '../../../ui/open-file.tsx'
import { useInvoiceWords } from '../use-invoice-words.ts'

/** The files of a document that is issued: to read, and for machines. */
export function PaperFiles({ paper }: { readonly paper: Invoice }) {
  const words = useInvoiceWords()
  const { type, invoiceId, number, xml } = paper
  if (number === undefined) return <p>{words.noFiles}</p>
  const part = type === 'invoice' ? 'invoices' : 'credit-notes'
  const path = `/api/${part}/${encodeURIComponent(invoiceId)}`
  return (
    <section className={classes['actions']} aria-label={words.files}>
      <OpenFile path={`${path}/pdf`} text={words.openPdf} />
      {xml ? (
        <>
          <OpenFile path={`${path}/facturx`} text={words.facturx} saveAs={`${number}.pdf`} />
          <OpenFile path={`${path}/xml`} text={words.xml} saveAs={`${number}.xml`} />
          <OpenFile path={`${path}/ubl`} text={words.ubl} saveAs={`${number}-ubl.xml`} />
        </>
      ) : (
        <span className={classes['hint']}>{words.noXml}</span>
      )}
    </section>
  )
}
