import { formatDate } from '@comptoir/site/dates'
import { createPortal } from 'react-dom'
import { useLocale } from '../../../office.tsx'
import { kilos } from '../kilos.ts'
import { useShipmentTexts } from '../shipment-texts.ts'
import type { CarrierParcels } from './parcels-here.ts'
import classes from './printed-list.module.css'

/** The list as it goes on paper, beside the page: the frame of the office is not printed. */
export function PrintedList({ carriers }: { readonly carriers: readonly CarrierParcels[] }) {
  const { handOver: texts } = useShipmentTexts()
  const locale = useLocale()
  const today = formatDate(new Date().toISOString(), 'date', locale)
  return createPortal(
    <div className={classes['printed']} aria-hidden>
      <p>
        <strong>{texts.sheet(today)}</strong>
      </p>
      {carriers.map(({ carrier, parcels, weightGrams }) => (
        <div key={carrier}>
          <table>
            <caption>{texts.group(carrier, parcels.length, kilos(weightGrams, locale))}</caption>
            <thead>
              <tr>
                <th>{texts.columns.parcel}</th>
                <th>{texts.columns.order}</th>
                <th>{texts.columns.recipient}</th>
                <th>{texts.columns.weight}</th>
              </tr>
            </thead>
            <tbody>
              {parcels.map((parcel) => (
                <tr key={parcel.trackingNumber}>
                  <td>{parcel.trackingNumber}</td>
                  <td>{parcel.orderNumber}</td>
                  <td>
                    {parcel.recipient}, {parcel.place}
                  </td>
                  <td>{kilos(parcel.weightGrams, locale)} kg</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>{texts.signature}</p>
          <div className={classes['signature']} />
        </div>
      ))}
    </div>,
    document.body,
  )
}
