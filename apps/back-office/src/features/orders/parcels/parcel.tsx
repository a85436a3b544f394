import type { releaseParcel, replaceLabel } from '@comptoir/contracts/shipping/parcel-routes'
import { Group } from '@mantine/core'
import { useApi } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { ActionButton } from '../../../ui/actions/action-button.tsx'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { OpenFile } from '../../../ui/open-file.tsx'
import { mustResolve, type ParcelProps } from '../../../ui/parcels/parcel.ts'
import classes from '../order/order.module.css'
import { useNoted } from '../order/use-noted.ts'
import { useOrderChanged } from '../order/use-order.ts'
import { canRelease, canReplaceLabel } from './parcel-rules.ts'
import { useParcelTexts } from './parcel-texts.ts'
import { Resolve } from './resolve.tsx'

/** A parcel: what is in it, where it is, its papers, and what can be done. */
export function ParcelBlock(props: ParcelProps) {
  const { shipment, parcel, number } = props
  const texts = useParcelTexts()
  const { may } = usePermissions()
  const { trackingNumber, weightGrams, lines, label, heldAt, resolution } = parcel
  const status = parcel.status ?? shipment.status
  const path = `/api/shipments/${shipment.shipmentId}`
  return (
    <div className={classes['note']}>
      <h3>{texts.parcel(number, trackingNumber)}</h3>
      <p>
        {heldAt ? texts.held : texts.statuses[status]} · {texts.grams(weightGrams)}
        {lines.map(({ sku, quantity }) => ` · ${quantity} × ${sku}`)}
        {resolution
          ? ` · ${texts.resolutions[resolution.kind]} (${texts.resolutionStatuses[resolution.status]})`
          : ''}
      </p>
      <Group gap="xs">
        {label ? <OpenFile path={`${path}/label?parcel=${number}`} text={texts.label} /> : null}
        <OpenFile path={`${path}/packing-slip?parcel=${number}`} text={texts.slip} />
        {may('shipments.write') ? <Actions {...props} /> : null}
      </Group>
    </div>
  )
}

function Actions(props: ParcelProps) {
  const { call } = useApi()
  const texts = useParcelTexts()
  const { shipment, parcel, number } = props
  const { shipmentId, orderId } = shipment
  const changed = useOrderChanged(orderId)
  const noted = useNoted(orderId)
  const { trackingNumber } = parcel
  const params = { shipmentId, parcel: number }
  const release = () =>
    call<typeof releaseParcel>('POST /api/shipments/{shipmentId}/parcels/{parcel}/release', {
      params,
    }).finally(changed)
  return (
    <>
      {canRelease(parcel) ? <ActionButton action={texts.release} run={release} /> : null}
      {canReplaceLabel(parcel) ? (
        <DangerAction
          action={texts.replace}
          effect={texts.replaceEffect(trackingNumber)}
          request={`label/${shipmentId}/${trackingNumber}`}
          run={noted(`${texts.replace} ${trackingNumber}`, () =>
            call<typeof replaceLabel>('POST /api/shipments/{shipmentId}/parcels/{parcel}/label', {
              ...{ params, body: { trackingNumber } },
            }),
          )}
        />
      ) : null}
      {mustResolve({ ...parcel, status: parcel.status ?? shipment.status }) ? (
        <Resolve {...props} />
      ) : null}
    </>
  )
}
