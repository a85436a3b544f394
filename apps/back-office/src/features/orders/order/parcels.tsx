import type { Order } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { Group } from '@mantine/core'
import { useLocale, useMessages } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { OpenFile } from './open-file.tsx'
import classes from './order.module.css'

/** The parcels of an order with what their carrier told, and their papers. */
export function Parcels({ order: { parcels } }: { readonly order: Order }) {
  const { order: texts } = useMessages()
  const locale = useLocale()
  const { may } = usePermissions()
  if (parcels.length === 0) return <p>{texts.noParcels}</p>
  return parcels.map(({ shipmentId, trackingNumber, status, events, lines = [] }) => (
    <section key={shipmentId} className={classes['block']}>
      <h2>{texts.parcel(trackingNumber ?? shipmentId)}</h2>
      <p>
        {status}
        {lines.map(({ sku, quantity }) => ` · ${quantity} × ${sku}`)}
      </p>
      {may('shipments.read') ? (
        <Group gap="xs">
          <OpenFile path={`/api/shipments/${shipmentId}/label`} text={texts.label} />
          <OpenFile path={`/api/shipments/${shipmentId}/packing-slip`} text={texts.slip} />
        </Group>
      ) : null}
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
