import type { listCarriers } from '@comptoir/contracts/shipping/routes'
import { readText } from '@comptoir/site/localized'
import { useQuery } from '@tanstack/react-query'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import classes from '../../../ui/detail/detail.module.css'
import { Facts } from '../../../ui/detail/facts.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { OpenFile } from '../../../ui/open-file.tsx'
import type { ParcelProps } from '../../../ui/parcels/parcel.ts'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { kilos } from '../kilos.ts'
import { shipmentTones, useShipmentTexts } from '../shipment-texts.ts'
import { ParcelActions } from './parcel-actions.tsx'
import { Resolution } from './resolution.tsx'

/** One parcel: where it is, what is in it, its papers, and what can be done with it. */
export function Parcel({ shipment, parcel, number }: ParcelProps) {
  const texts = useShipmentTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const { status = shipment.status, lines, label, heldAt, voided = [] } = parcel
  const path = `/api/shipments/${encodeURIComponent(shipment.shipmentId)}`
  const titleOf = (sku: string) =>
    readText(shipment.lines.find((line) => line.sku === sku)?.title, locale).text || sku
  return (
    <section
      className={classes['block']}
      aria-label={texts.parcelName(number, parcel.trackingNumber)}
    >
      <h3 className={classes['actions']}>
        {texts.parcel(number, shipment.parcels.length)}
        <StatusBadge text={texts.statuses[status]} tone={shipmentTones[status]} />
      </h3>
      <Facts
        rows={[
          [texts.columns.tracking, <Tracking key="t" {...{ shipment, parcel, number }} />],
          [texts.weight, texts.kilos(kilos(parcel.weightGrams, locale))],
          [
            texts.contents,
            lines.map(({ sku, quantity }) => `${quantity} × ${titleOf(sku)} (${sku})`).join(', '),
          ],
        ]}
      />
      {heldAt ? <Notice tone="attention">{texts.held}</Notice> : null}
      {voided.map(({ trackingNumber }) => (
        <p key={trackingNumber} className={classes['hint']}>
          {texts.voided(trackingNumber)}
        </p>
      ))}
      <div className={classes['actions']}>
        {may('shipments.read') && label ? (
          <OpenFile path={`${path}/label?parcel=${number}`} text={texts.label} />
        ) : null}
        {may('shipments.read') && lines.length > 0 ? (
          <OpenFile path={`${path}/packing-slip?parcel=${number}`} text={texts.slip} />
        ) : null}
        <ParcelActions {...{ shipment, parcel, number }} />
      </div>
      <Resolution {...{ shipment, parcel, number }} />
    </section>
  )
}

/** The number of a parcel; a link to its carrier's page where there is one. */
function Tracking({ shipment: { carrierCode }, parcel: { trackingNumber } }: ParcelProps) {
  const { call } = useApi()
  const asked = useQuery({
    queryKey: ['shipping', 'ListCarriers'],
    queryFn: ({ signal }) => call<typeof listCarriers>('GET /api/carriers', { signal }),
    staleTime: 300_000,
  })
  const template = asked.data?.carriers.find(
    ({ code }) => code === carrierCode,
  )?.trackingUrlTemplate
  if (!template) return trackingNumber
  const url = template.replace('{trackingNumber}', encodeURIComponent(trackingNumber))
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {trackingNumber}
    </a>
  )
}
