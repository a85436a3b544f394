import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import { formatDate } from '@comptoir/site/dates'
import { Group } from '@mantine/core'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { AddressLink } from '../../../ui/actions/address-link.tsx'
import classes from '../order/order.module.css'
import { Divide } from './divide.tsx'
import { ParcelBlock } from './parcel.tsx'
import { canDivide } from './parcel-rules.ts'
import { useParcelTexts } from './parcel-texts.ts'
import { Track } from './track.tsx'

/** A shipment with its parcels, what its carrier told, and what can be done. */
export function ShipmentBlock({ shipment }: { readonly shipment: Shipment }) {
  const texts = useParcelTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const { shipmentId, purpose, carrierName, carrierCode, status, parcels, events } = shipment
  const mayAct = may('shipments.write')
  return (
    <section className={classes['block']} aria-label={texts.shipment(shipmentId)}>
      <h2>{texts.shipment(shipmentId)}</h2>
      <p>
        {texts.purposes[purpose]} · {carrierName ?? carrierCode} · {texts.statuses[status]} ·{' '}
        <AddressLink address={`/shipments/${encodeURIComponent(shipmentId)}`}>
          {texts.open}
        </AddressLink>
      </p>
      {mayAct ? (
        <Group gap="xs" mb="sm">
          {canDivide(shipment) ? <Divide shipment={shipment} /> : null}
          {status === 'cancelled' ? null : <Track shipment={shipment} />}
        </Group>
      ) : null}
      {parcels.map((parcel, at) => (
        <ParcelBlock key={parcel.trackingNumber} {...{ shipment, parcel, number: at + 1 }} />
      ))}
      <ol>
        {events.map(({ at, code, location, trackingNumber }) => (
          <li key={`${at} ${code} ${trackingNumber ?? ''}`}>
            {formatDate(at, 'moment', locale)} · {texts.codes[code]}
            {location ? ` · ${location}` : ''}
            {trackingNumber ? ` · ${trackingNumber}` : ''}
          </li>
        ))}
      </ol>
    </section>
  )
}
