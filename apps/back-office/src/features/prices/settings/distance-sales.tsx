import type { readDistanceSales } from '@comptoir/contracts/billing/tax-routes'
import type { DistanceSales } from '@comptoir/contracts/billing/tax-schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useApi, useLocale } from '../../../office.tsx'
import { Asked } from '../../../ui/asked.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { shopDay } from '../../../ui/fields/shop-time.ts'
import { Notice } from '../../../ui/notice.tsx'
import classes from '../prices.module.css'
import { useTaxWords } from '../use-tax-words.ts'

const route = getRouteApi('/prices/settings')
const firstYear = 2021

/** Distance sales of a year against the threshold from which the VAT of the destination is due. */
export function DistanceSalesCounter() {
  const { oss: texts } = useTaxWords()
  const { call } = useApi()
  const navigate = route.useNavigate()
  const thisYear = shopDay(new Date()).slice(0, 4)
  const { year = thisYear } = route.useSearch()
  const asked = useQuery({
    queryKey: ['billing', 'GetDistanceSales', year],
    queryFn: ({ signal }) =>
      call<typeof readDistanceSales>('GET /api/taxes/oss', { query: { year }, signal }),
  })
  function choose(next: string): void {
    if (/^\d{4}$/.test(next) && Number(next) >= firstYear) {
      void navigate({ to: '/prices/settings', search: { year: next }, replace: true })
    }
  }
  return (
    <section className={classes['panel']} aria-label={texts.title}>
      <h2>{texts.title}</h2>
      <TextInput
        label={texts.year}
        type="number"
        min={firstYear}
        max={Number(thisYear)}
        defaultValue={year}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
        mb="md"
        w={120}
      />
      <Asked asked={asked}>{(sales) => <Counter sales={sales} />}</Asked>
    </section>
  )
}

type Props = { readonly sales: DistanceSales }

function Counter({ sales }: Props) {
  const { oss: texts } = useTaxWords()
  const locale = useLocale()
  const { sum, threshold, documents, late, passedInYearBefore } = sales
  const day = (date: string) => formatDate(date, 'date', locale)
  const sums = texts.progress(formatMoney(sum, locale), formatMoney(threshold, locale))
  return (
    <>
      {late ? (
        <Notice tone="bad" role="alert">
          {texts.late}
        </Notice>
      ) : null}
      <p className="figures">{sums}</p>
      <progress
        className={classes['meter']}
        aria-label={texts.sum}
        aria-valuetext={sums}
        max={threshold.amount}
        value={Math.max(0, Math.min(sum.amount, threshold.amount))}
      />
      <p>{sales.passedOn ? texts.passed(day(sales.passedOn)) : texts.notPassed}</p>
      {passedInYearBefore ? <p>{texts.before}</p> : null}
      <Facts
        rows={[
          [texts.documents, documents],
          [texts.passedBy, sales.passedBy],
          [texts.due, sales.destinationVatFrom ? day(sales.destinationVatFrom) : ''],
          [texts.uncounted, sales.uncounted.map((one) => formatMoney(one, locale)).join(', ')],
        ]}
      />
    </>
  )
}
