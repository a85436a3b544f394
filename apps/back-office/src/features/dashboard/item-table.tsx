import type { DashboardItem } from '@comptoir/contracts/admin/dashboard'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { useLocale } from '../../office.tsx'
import { AddressLink } from '../../ui/actions/address-link.tsx'
import { Wide } from '../../ui/wide.tsx'
import classes from './dashboard.module.css'
import { useDashboardTexts } from './dashboard-texts.ts'
import { itemAddress } from './item-address.ts'

type Props = { readonly caption: string; readonly items: readonly DashboardItem[] }

/** What a figure counts as a table; amounts are below zero where something was taken off. */
export function ItemTable({ caption, items }: Props) {
  const { columns, kinds } = useDashboardTexts()
  const locale = useLocale()
  const hasAmounts = items.some(({ gross }) => gross)
  return (
    <Wide label={caption}>
      <table className={classes['table']}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.at}</th>
            <th scope="col">{columns.kind}</th>
            <th scope="col">{columns.what}</th>
            {hasAmounts ? (
              <>
                <th scope="col" className={classes['amount']}>
                  {columns.gross}
                </th>
                <th scope="col" className={classes['amount']}>
                  {columns.net}
                </th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={`${item.kind} ${item.id} ${item.at} ${item.gross?.amount ?? ''}`}>
              <td>
                <time dateTime={item.at}>{formatDate(item.at, 'moment', locale)}</time>
              </td>
              <td>{kinds[item.kind]}</td>
              <td>
                <AddressLink address={itemAddress(item)}>{item.id}</AddressLink>
              </td>
              {hasAmounts ? (
                <>
                  <td className={classes['amount']}>
                    {item.gross ? formatMoney(item.gross, locale) : null}
                  </td>
                  <td className={classes['amount']}>
                    {item.net ? formatMoney(item.net, locale) : null}
                  </td>
                </>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
