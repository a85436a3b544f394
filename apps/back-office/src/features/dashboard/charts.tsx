import type { Dashboard, DayFigures } from '@comptoir/contracts/admin/dashboard'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { useLocale } from '../../office.tsx'
import { BarChart } from '../../ui/chart/bar-chart.tsx'
import { formatCount } from '../../ui/chart/format-count.ts'
import classes from './dashboard.module.css'
import { useDashboardTexts } from './dashboard-texts.ts'

/** Thirty days as two charts: orders, and revenue or, for who may not see it, refused payments. */
export function Charts({ days }: Pick<Dashboard, 'days'>) {
  const texts = useDashboardTexts()
  const currency = days.find(({ gross }) => gross)?.gross?.currency
  return (
    <div className={classes['charts']}>
      <CountChart days={days} of="orders" title={texts.ordersByDay} />
      {currency ? (
        <RevenueChart days={days} currency={currency} />
      ) : (
        <CountChart days={days} of="refusedPayments" title={texts.refusedByDay} />
      )}
    </div>
  )
}

type Days = { readonly days: readonly DayFigures[] }
type CountProps = Days & { readonly of: 'orders' | 'refusedPayments'; readonly title: string }

function CountChart({ days, of, title }: CountProps) {
  const texts = useDashboardTexts()
  const locale = useLocale()
  const format = (value: number) => formatCount(value, locale)
  return (
    <BarChart
      title={title}
      columns={[texts.day, title]}
      bars={days.map((one) => ({
        ...{ id: one.day, label: formatDate(one.day, 'day', locale) },
        ...{ value: one[of], text: format(one[of]) },
      }))}
      format={format}
      table={texts.asTable}
    />
  )
}

function RevenueChart({ days, currency }: Days & { readonly currency: string }) {
  const texts = useDashboardTexts()
  const locale = useLocale()
  const format = (amount: number) => formatMoney({ amount, currency }, locale)
  return (
    <BarChart
      title={texts.revenueByDay}
      columns={[texts.day, texts.figures.revenue]}
      bars={days.map(({ day, gross }) => ({
        ...{ id: day, label: formatDate(day, 'day', locale) },
        ...{ value: gross?.amount ?? 0, text: format(gross?.amount ?? 0) },
      }))}
      format={format}
      table={texts.asTable}
    />
  )
}
