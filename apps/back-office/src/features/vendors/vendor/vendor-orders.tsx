import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { Link } from '@tanstack/react-router'
import { ordersEn, ordersFr } from '../../../messages/orders/orders.ts'
import { useLocale, useWords } from '../../../office.tsx'
import { MoreButton } from '../../../ui/actions/more-button.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { useVendorOrders } from '../own/use-vendor-orders.ts'
import { useVendorOrderWords } from '../vendor-words.ts'

/** The orders with goods of a vendor, for staff: each leads to the whole order. */
export function VendorOrders({ vendorId }: { readonly vendorId: string }) {
  const texts = useVendorOrderWords()
  const { columns, statuses } = useWords({ fr: ordersFr, en: ordersEn })
  const locale = useLocale()
  const found = useVendorOrders(vendorId)
  const { rows, state, problem, retry } = found
  if (state === 'failed') return <ProblemNote problem={problem} retry={retry} />
  if (state === 'ready' && rows.length === 0) return <p>{texts.noOrders}</p>
  return (
    <>
      <Wide label={texts.title}>
        <table className={classes['table']}>
          <caption className="unseen">{texts.title}</caption>
          <thead>
            <tr>
              <th scope="col">{columns.number}</th>
              <th scope="col">{texts.confirmed}</th>
              <th scope="col">{columns.status}</th>
              <th scope="col" className={classes['amount']}>
                {texts.ownPart}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ orderId, number, confirmedAt, status, gross }) => (
              <tr key={orderId}>
                <td>
                  <Link to="/orders/$orderId/$tab" params={{ orderId, tab: 'summary' }}>
                    {number}
                  </Link>
                </td>
                <td>{formatDate(confirmedAt, 'moment', locale)}</td>
                <td>
                  <StatusBadge text={statuses[status]} tone="calm" />
                </td>
                <td className={classes['amount']}>{formatMoney(gross, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <MoreButton found={found} mt="sm" />
    </>
  )
}
