import type {
  createInvoiceExport,
  InvoiceExport,
  InvoiceExportFilter,
} from '@comptoir/contracts/billing/export-routes'
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useApi, useOffice } from '../../../office.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { PlainPage } from '../../../ui/detail/plain-page.tsx'
import { type Period, PeriodFields } from '../../../ui/fields/period-fields.tsx'
import { useForm } from '../../../ui/form/use-form.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useInvoiceWords } from '../use-invoice-words.ts'
import { lastMonth } from './export-days.ts'
import { FecForm } from './fec-form.tsx'

type Wish = {
  readonly period: Period
  readonly type: '' | 'invoice' | 'credit_note'
  readonly form: 'pdf' | 'xml'
}

/** Documents of some days as one file, or the entries of a year for the tax administration. */
export function NewExportPage() {
  const { exports: words, back } = useInvoiceWords()
  return (
    <PlainPage back={<BackLink to="/invoices/exports" text={back} />} title={words.make}>
      <section className={classes['block']}>
        <p>{words.makeHelp}</p>
        <ExportForm />
      </section>
      <section className={classes['block']}>
        <h2>{words.fec}</h2>
        <FecForm />
      </section>
    </PlainPage>
  )
}

function ExportForm() {
  const { exports: words } = useInvoiceWords()
  const [saved] = useState((): Wish => {
    const today = new Date().toISOString().slice(0, 10)
    return { period: lastMonth(today), type: '', form: 'pdf' }
  })
  const form = useForm<Wish>({ name: 'invoice export', saved })
  const begin = useBegin(() => form.settle(form.values))
  const { period, type, form: format } = form.values
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault()
        begin.mutate({ ...period, form: format, ...(type !== '' && { type }) })
      }}
    >
      <PeriodFields label={words.days} {...form.field('period')} required />
      <NativeSelect
        label={words.kind}
        {...form.text('type')}
        data={[
          { value: '', label: words.what.all },
          { value: 'invoice', label: words.what.invoice },
          { value: 'credit_note', label: words.what.credit_note },
        ]}
      />
      <NativeSelect
        label={words.form}
        {...form.text('form')}
        data={[
          { value: 'pdf', label: words.forms.pdf },
          { value: 'xml', label: words.forms.xml },
        ]}
      />
      {begin.isError ? <ProblemNote problem={problemIn(begin.error)} /> : null}
      <div>
        <Button type="submit" loading={begin.isPending}>
          {words.begin}
        </Button>
      </div>
    </form>
  )
}

/** Begins an export, and opens it. */
function useBegin(settle: () => void) {
  const { call } = useApi()
  const { requestKeys } = useOffice()
  const queries = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (body: InvoiceExportFilter): Promise<InvoiceExport> =>
      requestKeys.run(`invoice export ${JSON.stringify(body)}`, (key) =>
        call<typeof createInvoiceExport>('POST /api/invoice-exports', {
          headers: { 'idempotency-key': key },
          body,
        }),
      ),
    onSuccess({ exportId }) {
      settle()
      void queries.invalidateQueries({ queryKey: ['billing', 'ListInvoiceExports'] })
      void navigate({ to: '/invoices/exports/$exportId', params: { exportId } })
    },
  })
}
