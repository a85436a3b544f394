import type { Order } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { useLocale } from '../../../office.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Wide } from '../../../ui/wide.tsx'
import { useListTexts } from '../list-texts.ts'
import { useOrderTexts } from '../order-texts.ts'
import { statusTones } from '../order-tones.ts'
import classes from './order.module.css'

/** What happened to an order, by whom. */
export function History({ order: { history } }: { readonly order: Order }) {
  const texts = useOrderTexts()
  const orders = useListTexts()
  const locale = useLocale()
  return (
    <Wide label={texts.tabs.history}>
      <table className={classes['table']}>
        <tbody>
          {history.toReversed().map(({ id, at, type, status, by, detail }) => (
            <tr key={id}>
              <td>
                <time dateTime={at}>{formatDate(at, 'moment', locale)}</time>
              </td>
              <td>{type}</td>
              <td>
                <StatusBadge text={orders.statuses[status]} tone={statusTones[status]} />
              </td>
              <td>{texts.by[by]}</td>
              <td>{detail}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
