import type { resolveParcel } from '@comptoir/contracts/shipping/parcel-routes'
import { Radio, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useApi } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { mustResolve, type ParcelProps } from '../../../ui/parcels/parcel.ts'
import { useShipmentTexts } from '../shipment-texts.ts'
import { useShipmentChanged } from './use-shipment.ts'

const kinds = ['resend', 'refund', 'write_off'] as const
type Kind = (typeof kinds)[number]

/** What follows a parcel that did not arrive: decided once, shown until it is done. */
export function Resolution(props: ParcelProps) {
  const texts = useShipmentTexts()
  const { may } = usePermissions()
  const { resolution } = props.parcel
  return (
    <>
      {resolution ? (
        <Notice tone={resolution.status === 'refused' ? 'bad' : 'calm'} title={texts.resolution}>
          {texts.resolved(
            texts.resolutions[resolution.kind],
            texts.resolutionStates[resolution.status],
          )}
          {resolution.shipmentId ? (
            <>
              {' · '}
              <Link
                to="/shipments/$shipmentId"
                params={{ shipmentId: resolution.shipmentId }}
                search={true}
              >
                {resolution.shipmentId}
              </Link>
            </>
          ) : null}
        </Notice>
      ) : null}
      {mustResolve(props.parcel) && may('shipments.write') ? <Decide {...props} /> : null}
    </>
  )
}

function Decide({ shipment: { shipmentId }, parcel: { lines }, number }: ParcelProps) {
  const texts = useShipmentTexts()
  const { call } = useApi()
  const changed = useShipmentChanged()
  const [kind, setKind] = useState<Kind>('resend')
  const pieces = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  async function run(reason: string): Promise<void> {
    // the reason is for the audit log, which reads it from the body
    const body = { kind, ...{ reason } }
    const params = { shipmentId, parcel: number }
    changed(
      await call<typeof resolveParcel>(
        'PUT /api/shipments/{shipmentId}/parcels/{parcel}/resolution',
        { params, body },
      ),
    )
  }
  return (
    <DangerAction
      action={texts.resolve}
      effect={texts.resolveEffect[kind](pieces)}
      request={`resolve ${shipmentId} ${number} ${kind}`}
      run={run}
    >
      <Radio.Group
        label={texts.resolution}
        value={kind}
        onChange={(value) => setKind(value as Kind)}
      >
        <Stack gap="xs" mt="xs">
          {kinds.map((one) => (
            <Radio key={one} value={one} label={texts.resolutions[one]} />
          ))}
        </Stack>
      </Radio.Group>
    </DangerAction>
  )
}
