import type { readEReporting, readVatReport } from '@comptoir/contracts/billing/report-routes'
import { Button, NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useApi } from '../../../office.tsx'
import { Asked } from '../../../ui/asked.tsx'
import { type Period, PeriodFields } from '../../../ui/fields/period-fields.tsx'
import { shopDay } from '../../../ui/fields/shop-time.ts'
import { PricePage } from '../price-page.tsx'
import classes from '../prices.module.css'
import { useTaxWords } from '../use-tax-words.ts'
import { monthUpTo, type ReportKind, reportKinds } from './report-search.ts'
import { ReportTable } from './report-table.tsx'

const route = getRouteApi('/prices/reports')

type Asking = Period & { readonly kind: ReportKind }

function useReport({ kind, from, to }: Asking) {
  const { call } = useApi()
  return useQuery({
    queryKey: ['billing', kind === 'vat' ? 'GetVatReport' : 'GetEReporting', { from, to }],
    queryFn: ({ signal }) => {
      const given = { query: { from, to }, signal }
      return kind === 'vat'
        ? call<typeof readVatReport>('GET /api/reports/vat', given)
        : call<typeof readEReporting>('GET /api/reports/e-reporting', given)
    },
  })
}

/** VAT of the documents issued in some days, as it is declared. */
export function ReportsPage() {
  const { reports: texts } = useTaxWords()
  const month = monthUpTo(shopDay(new Date()))
  const { kind = 'vat', from = month.from, to = month.to } = route.useSearch()
  const asking = { kind, from, to }
  const asked = useReport(asking)
  return (
    <PricePage title={texts.title}>
      <ReportForm key={JSON.stringify(asking)} asking={asking} />
      <p className={classes['hint']}>{texts.help[kind]}</p>
      <Asked asked={asked}>
        {({ rows }) => <ReportTable rows={rows} name={`${kind}-${from}-${to}`} />}
      </Asked>
    </PricePage>
  )
}

function ReportForm({ asking }: { readonly asking: Asking }) {
  const { reports: texts } = useTaxWords()
  const navigate = route.useNavigate()
  const [{ kind, ...period }, setAsking] = useState(asking)
  function show(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    void navigate({ to: '/prices/reports', search: { kind, ...period } })
  }
  return (
    <form className={classes['row']} onSubmit={show}>
      <NativeSelect
        label={texts.kind}
        value={kind}
        onChange={({ currentTarget }) => {
          const next = reportKinds.find((one) => one === currentTarget.value)
          if (next) setAsking({ kind: next, ...period })
        }}
        data={reportKinds.map((value) => ({ value, label: texts.kinds[value] }))}
      />
      <div className={classes['period']}>
        <PeriodFields
          label={texts.period}
          value={period}
          onChange={(next) => setAsking({ kind, ...next })}
          required
        />
      </div>
      <Button type="submit">{texts.show}</Button>
    </form>
  )
}
