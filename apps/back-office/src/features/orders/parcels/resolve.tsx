import type { resolveParcel } from '@comptoir/contracts/shipping/parcel-routes'
import type { ParcelResolution } from '@comptoir/contracts/shipping/schemas'
import { Radio, Stack } from '@mantine/core'
import { useState } from 'react'
import { useApi } from '../../../office.tsx'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import type { ParcelProps } from '../../../ui/parcels/parcel.ts'
import { useNoted } from '../order/use-noted.ts'
import { useParcelTexts } from './parcel-texts.ts'

const kinds: readonly ParcelResolution['kind'][] = ['resend', 'refund', 'write_off']

/** Says what follows a parcel that did not arrive. */
export function Resolve({ shipment, number }: ParcelProps) {
  const { call } = useApi()
  const texts = useParcelTexts()
  const { shipmentId, orderId } = shipment
  const noted = useNoted(orderId)
  const [kind, setKind] = useState<ParcelResolution['kind']>('resend')
  return (
    <DangerAction
      action={texts.resolve}
      effect={texts.resolveEffect}
      request={`resolve/${shipmentId}/${number}`}
      run={noted(texts.resolutions[kind], () =>
        call<typeof resolveParcel>('PUT /api/shipments/{shipmentId}/parcels/{parcel}/resolution', {
          params: { shipmentId, parcel: number },
          body: { kind },
        }),
      )}
    >
      <Radio.Group
        label={texts.what}
        value={kind}
        onChange={(value) => setKind(kinds.find((one) => one === value) ?? 'resend')}
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
