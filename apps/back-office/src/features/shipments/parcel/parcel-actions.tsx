import type { releaseParcel, replaceLabel } from '@comptoir/contracts/shipping/parcel-routes'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { auditReason } from '../../../ui/actions/audit-reason.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import type { ParcelProps } from '../../../ui/parcels/parcel.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useShipmentTexts } from '../shipment-texts.ts'
import { isHere } from './division-wish.ts'
import { useShipmentChanged } from './use-shipment.ts'

/** What can be done with a parcel that has not left. */
export function ParcelActions(props: ParcelProps) {
  const { may } = usePermissions()
  if (!may('shipments.write') || !isHere(props.parcel)) return null
  return props.parcel.heldAt ? <Release {...props} /> : <Replace {...props} />
}

function Release({ shipment: { shipmentId }, number }: ParcelProps) {
  const texts = useShipmentTexts()
  const { call } = useApi()
  const changed = useShipmentChanged()
  const releasing = useMutation({
    mutationFn: () =>
      call<typeof releaseParcel>('POST /api/shipments/{shipmentId}/parcels/{parcel}/release', {
        params: { shipmentId, parcel: number },
      }),
    onSuccess: changed,
  })
  return (
    <>
      <Button size="xs" loading={releasing.isPending} onClick={() => releasing.mutate()}>
        {texts.release}
      </Button>
      {releasing.isError ? <ProblemNote problem={problemIn(releasing.error)} /> : null}
    </>
  )
}

/** The old number goes along: said twice, the label is replaced once. */
function Replace({ shipment, parcel, number }: ParcelProps) {
  const texts = useShipmentTexts()
  const { call } = useApi()
  const changed = useShipmentChanged()
  const { trackingNumber, label } = parcel
  if (!label) return null
  const run = async (reason: string) =>
    changed(
      await call<typeof replaceLabel>('POST /api/shipments/{shipmentId}/parcels/{parcel}/label', {
        params: { shipmentId: shipment.shipmentId, parcel: number },
        body: { trackingNumber },
        headers: auditReason(reason),
      }),
    )
  return (
    <DangerAction
      request={`label ${shipment.shipmentId} ${trackingNumber}`}
      action={texts.replaceLabel}
      effect={texts.replaceEffect(trackingNumber)}
      run={run}
    />
  )
}
