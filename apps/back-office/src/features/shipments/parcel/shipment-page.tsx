import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useLocale } from '../../../office.tsx'
import { addressLines } from '../../../ui/detail/address-lines.ts'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { shipmentTones, useShipmentTexts } from '../shipment-texts.ts'
import { Division } from './division.tsx'
import { Events } from './events.tsx'
import { Parcel } from './parcel.tsx'
import { useShipment } from './use-shipment.ts'

const route = getRouteApi('/shipments/$shipmentId')

/** A shipment: its parcels with their papers, what the carrier says, and what staff can do. */
export function ShipmentPage() {
  const { shipmentId } = route.useParams()
  const texts = useShipmentTexts()
  const asked = useShipment(shipmentId)
  return (
    <DetailPage
      key={shipmentId}
      asked={asked}
      back={<BackLink to="/shipments" text={texts.back} />}
      title={({ orderNumber }) => texts.heading(orderNumber)}
      head={({ status }) => (
        <StatusBadge text={texts.statuses[status]} tone={shipmentTones[status]} />
      )}
    >
      {(shipment) => (
        <div className={classes['columns']}>
          <div>
            <h2>{texts.parcels}</h2>
            {shipment.parcels.map((parcel, index) => (
              <Parcel key={parcel.trackingNumber} {...{ shipment, parcel, number: index + 1 }} />
            ))}
            <Division shipment={shipment} />
          </div>
          <div>
            <ShipmentFacts shipment={shipment} />
            <Events shipment={shipment} />
          </div>
        </div>
      )}
    </DetailPage>
  )
}

function ShipmentFacts({ shipment }: { readonly shipment: Shipment }) {
  const texts = useShipmentTexts()
  const locale = useLocale()
  const moment = (at: string | undefined) => (at ? formatDate(at, 'moment', locale) : undefined)
  const { orderId, orderNumber, carrierName, carrierCode, serviceName, to, pickupPoint } = shipment
  const { replaces, purpose } = shipment
  return (
    <section className={classes['block']}>
      <Facts
        rows={[
          [
            texts.order,
            <Link key="order" to="/orders/$orderId/$tab" params={{ orderId, tab: 'parcels' }}>
              {orderNumber}
            </Link>,
          ],
          [texts.purpose, texts.purposes[purpose]],
          [
            texts.replaces,
            replaces ? (
              <Link
                key="replaces"
                to="/shipments/$shipmentId"
                params={{ shipmentId: replaces.shipmentId }}
                search={true}
              >
                {replaces.shipmentId} · {replaces.parcel}
              </Link>
            ) : undefined,
          ],
          [texts.carrier, `${carrierName ?? carrierCode} · ${readText(serviceName, locale).text}`],
          [texts.to, [...addressLines(to), to.countryCode].join(', ')],
          [texts.pickup, pickupPoint && `${pickupPoint.name} (${pickupPoint.pointId})`],
          [texts.createdAt, moment(shipment.createdAt)],
          [texts.handedOverAt, moment(shipment.handedOverAt)],
          [texts.deliveredAt, moment(shipment.deliveredAt)],
        ]}
      />
    </section>
  )
}
