import type { Order } from '@comptoir/contracts/orders/view'
import type { listShipments } from '@comptoir/contracts/shipping/routes'
import { formatDate } from '@comptoir/site/dates'
import { useQuery } from '@tanstack/react-query'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import classes from '../order/order.module.css'
import { orderKey } from '../order/use-order.ts'
import { useOrderTexts } from '../order-texts.ts'
import { useParcelTexts } from './parcel-texts.ts'
import { ShipmentBlock } from './shipment.tsx'

type Props = { readonly order: Order }

/** The parcels of an order: as shipping has them for who may act on them, else as the order tells them. */
export function Parcels({ order }: Props) {
  const { may } = usePermissions()
  return may('shipments.read') ? <Shipments order={order} /> : <ToldParcels order={order} />
}

function Shipments({ order: { orderId } }: Props) {
  const { call } = useApi()
  const texts = useParcelTexts()
  const asked = useQuery({
    queryKey: [...orderKey(orderId), 'shipments'],
    queryFn: ({ signal }) =>
      call<typeof listShipments>('GET /api/shipments', { query: { orderId, limit: 100 }, signal }),
  })
  if (asked.isError && !asked.data) {
    return <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
  }
  if (!asked.data) return null
  if (asked.data.items.length === 0) return <p>{texts.none}</p>
  // the order's own shipment stands first
  return asked.data.items
    .toReversed()
    .map((shipment) => <ShipmentBlock key={shipment.shipmentId} shipment={shipment} />)
}

function ToldParcels({ order: { parcels } }: Props) {
  const texts = useOrderTexts()
  const { statuses } = useParcelTexts()
  const locale = useLocale()
  if (parcels.length === 0) return <p>{texts.noParcels}</p>
  return parcels.map(({ shipmentId, trackingNumber, status, events, lines = [] }) => (
    <section key={`${shipmentId} ${trackingNumber ?? ''}`} className={classes['block']}>
      <h2>{texts.parcel(trackingNumber ?? shipmentId)}</h2>
      <p>
        {statuses[status]}
        {lines.map(({ sku, quantity }) => ` · ${quantity} × ${sku}`)}
      </p>
      <ol>
        {events.map(({ at, code, location }) => (
          <li key={`${at} ${code}`}>
            {formatDate(at, 'moment', locale)} · {code}
            {location ? ` · ${location}` : ''}
          </li>
        ))}
      </ol>
    </section>
  ))
}
