import { reservationIdOf } from '@comptoir/contracts/ids'
import type { lookUpReservations } from '@comptoir/contracts/inventory/routes'
import type { ReservationOutcome } from '@comptoir/contracts/inventory/schemas'
import type { listOrders } from '@comptoir/contracts/orders/routes'
import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { Asked } from '../../../ui/asked.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { Wide } from '../../../ui/wide.tsx'
import { useStockTexts } from '../stock-texts.ts'

type Holder = { readonly order: OrderOverview; readonly outcome: ReservationOutcome }

const isHeld = ({ status }: ReservationOutcome) => status === 'reserved' || status === 'secured'

/** Reservations are known by their orders: those of the SKU are found by words, then asked for. */
function useHolders(sku: string) {
  const { call } = useApi()
  return useQuery({
    queryKey: ['inventory', 'LookUpReservations', sku],
    queryFn: async ({ signal }): Promise<readonly Holder[]> => {
      const query = { q: sku, limit: 100 }
      const { items } = await call<typeof listOrders>('GET /api/orders', { query, signal })
      if (items.length === 0) return []
      const reservationIds = items.map(({ orderId }) => reservationIdOf(orderId))
      const found = await call<typeof lookUpReservations>('POST /api/stock/reservations/lookup', {
        ...{ body: { reservationIds }, signal },
      })
      return items.flatMap((order, index) => {
        const outcome = found.items[index]
        return outcome && isHeld(outcome) ? [{ order, outcome }] : []
      })
    },
  })
}

/** Which orders hold a SKU: it is promised to them, and has not left. */
export function Holders({ sku }: { readonly sku: string }) {
  const { may } = usePermissions()
  return may('stock.read') && may('orders.read') ? <HolderTable sku={sku} /> : null
}

function HolderTable({ sku }: { readonly sku: string }) {
  const texts = useStockTexts()
  const asked = useHolders(sku)
  return (
    <section className={classes['block']}>
      <h2>{texts.holders}</h2>
      <p className={classes['hint']}>{texts.holdersHint}</p>
      <Asked asked={asked}>
        {(holders) =>
          holders.length === 0 ? <p>{texts.noHolders}</p> : <Rows holders={holders} />
        }
      </Asked>
    </section>
  )
}

function Rows({ holders }: { readonly holders: readonly Holder[] }) {
  const { holders: caption, holderColumns: columns, reservations } = useStockTexts()
  const locale = useLocale()
  return (
    <Wide label={caption}>
      <table className={classes['table']}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.order}</th>
            <th scope="col">{columns.status}</th>
            <th scope="col">{columns.until}</th>
            <th scope="col" className={classes['amount']}>
              {columns.items}
            </th>
          </tr>
        </thead>
        <tbody>
          {holders.map(({ order: { orderId, number, itemCount }, outcome }) => (
            <tr key={orderId}>
              <td>
                <Link to="/orders/$orderId/$tab" params={{ orderId, tab: 'summary' }}>
                  {number}
                </Link>
              </td>
              <td>{reservations[outcome.status]}</td>
              <td>{outcome.expiresAt ? formatDate(outcome.expiresAt, 'moment', locale) : ''}</td>
              <td className={classes['amount']}>{itemCount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}
