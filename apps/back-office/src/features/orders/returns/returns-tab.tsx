import type { listReturns } from '@comptoir/contracts/orders/return-routes'
import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { useQuery } from '@tanstack/react-query'
import { orderReturnsEn, orderReturnsFr } from '../../../messages/orders/returns.ts'
import { useApi, useLocale, useWords } from '../../../office.tsx'
import { AddressLink } from '../../../ui/actions/address-link.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { returnTones } from '../../../ui/returns/return-tones.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { Wide } from '../../../ui/wide.tsx'
import classes from '../order/order.module.css'
import { orderKey } from '../order/use-order.ts'

const words = { fr: orderReturnsFr, en: orderReturnsEn }

/** What comes back of an order: each has a page of its own, where it is decided. */
export function ReturnsTab({ orderId }: { readonly orderId: string }) {
  const { call } = useApi()
  const texts = useWords(words)
  const asked = useQuery({
    queryKey: [...orderKey(orderId), 'returns'],
    queryFn: ({ signal }) =>
      call<typeof listReturns>('GET /api/returns', { query: { orderId, limit: 100 }, signal }),
  })
  if (asked.isError && !asked.data) {
    return <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
  }
  if (!asked.data) return null
  if (asked.data.items.length === 0) return <p>{texts.none}</p>
  return (
    <Wide label={texts.caption}>
      <table className={classes['table']}>
        <caption className="unseen">{texts.caption}</caption>
        <thead>
          <tr>
            {Object.entries(texts.columns).map(([name, title]) => (
              <th key={name} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {asked.data.items.map((one) => (
            <Row key={one.returnId} one={one} />
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

function Row({ one }: { readonly one: Return }) {
  const texts = useWords(words)
  const locale = useLocale()
  const { returnId, kind, status, statusSince, lines, estimate } = one
  return (
    <tr>
      <td>
        <AddressLink address={`/returns/${encodeURIComponent(returnId)}`}>{returnId}</AddressLink>
      </td>
      <td>{texts.kinds[kind]}</td>
      <td>
        <StatusBadge text={texts.statuses[status]} tone={returnTones[status]} />
      </td>
      <td>{lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ')}</td>
      <td className="figures">{formatMoney(estimate.total, locale)}</td>
      <td>
        <time dateTime={statusSince}>{formatDate(statusSince, 'moment', locale)}</time>
      </td>
    </tr>
  )
}
