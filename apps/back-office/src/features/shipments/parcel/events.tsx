import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import { formatDate } from '@comptoir/site/dates'
import { useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/detail/detail.module.css'
import { Wide } from '../../../ui/wide.tsx'
import { useShipmentTexts } from '../shipment-texts.ts'
import { EventForm } from './event-form.tsx'

/** What carriers said, in the order of their own times; and what staff heard from them. */
export function Events({ shipment }: { readonly shipment: Shipment }) {
  const texts = useShipmentTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const { eventColumns: columns } = texts
  return (
    <section className={classes['block']}>
      <h2>{texts.events}</h2>
      {shipment.events.length === 0 ? <p>{texts.noEvents}</p> : null}
      {shipment.events.length > 0 ? (
        <Wide label={texts.events}>
          <table className={classes['table']}>
            <caption className="unseen">{texts.events}</caption>
            <thead>
              <tr>
                <th scope="col">{columns.at}</th>
                <th scope="col">{columns.code}</th>
                <th scope="col">{columns.location}</th>
                <th scope="col">{columns.parcel}</th>
              </tr>
            </thead>
            <tbody>
              {shipment.events.toReversed().map(({ at, code, location, trackingNumber }) => (
                <tr key={`${at} ${code} ${trackingNumber}`}>
                  <td>
                    <time dateTime={at}>{formatDate(at, 'moment', locale)}</time>
                  </td>
                  <td>{texts.codes[code]}</td>
                  <td>{location}</td>
                  <td>{trackingNumber ?? texts.allParcels}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      ) : null}
      {may('shipments.write') && shipment.status !== 'cancelled' ? (
        <EventForm shipment={shipment} />
      ) : null}
    </section>
  )
}
