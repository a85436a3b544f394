import type { addTrackingEvent } from '@comptoir/contracts/shipping/routes'
import type { Shipment, TrackingCode } from '@comptoir/contracts/shipping/schemas'
import { NativeSelect, TextInput } from '@mantine/core'
import { useApi } from '../../../office.tsx'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { useNoted } from '../order/use-noted.ts'
import { localMoment } from './local-moment.ts'
import { useParcelTexts } from './parcel-texts.ts'

/** Records what a carrier said, when it does not say it itself. */
export function Track({ shipment }: { readonly shipment: Shipment }) {
  const { call } = useApi()
  const texts = useParcelTexts()
  const { shipmentId, orderId, parcels } = shipment
  const noted = useNoted(orderId)
  const codes = Object.entries(texts.codes).map(([value, label]) => ({ value, label }))
  async function record(_: string, form: FormData): Promise<void> {
    const location = String(form.get('location')).trim()
    const trackingNumber = String(form.get('parcel'))
    await call<typeof addTrackingEvent>('POST /api/shipments/{shipmentId}/tracking-events', {
      params: { shipmentId },
      body: {
        code: form.get('code') as TrackingCode,
        at: new Date(String(form.get('at'))).toISOString(),
        ...(location !== '' && { location }),
        ...(trackingNumber !== '' && { trackingNumber }),
      },
    })
  }
  return (
    <DangerAction
      action={texts.track}
      effect={texts.trackEffect}
      request={`track/${shipmentId}`}
      run={noted(texts.track, record)}
    >
      <NativeSelect name="code" label={texts.code} data={codes} defaultValue="handed_over" />
      <TextInput
        name="at"
        type="datetime-local"
        step={1}
        label={texts.at}
        defaultValue={localMoment(new Date())}
        required
      />
      <TextInput name="location" label={texts.location} maxLength={100} />
      <NativeSelect
        name="parcel"
        label={texts.which}
        data={[
          { value: '', label: texts.all },
          ...parcels.map(({ trackingNumber }) => ({
            ...{ value: trackingNumber, label: trackingNumber },
          })),
        ]}
      />
    </DangerAction>
  )
}
