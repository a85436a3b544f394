import type { addTrackingEvent } from '@comptoir/contracts/shipping/routes'
import type { Shipment, TrackingCode } from '@comptoir/contracts/shipping/schemas'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef } from 'react'
import { useApi } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { localTime, momentOf } from '../../../ui/fields/shop-time.ts'
import { useForm } from '../../../ui/form/use-form.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useShipmentTexts } from '../shipment-texts.ts'
import { useShipmentChanged } from './use-shipment.ts'

const codes = [
  ...(['handed_over', 'in_transit', 'out_for_delivery', 'delivered'] as const),
  ...(['delivery_failed', 'exception', 'returned_to_sender', 'lost', 'damaged'] as const),
]

/** Said twice for the same moment, an event counts once. */
function useNewEvent({ shipmentId }: Shipment) {
  const { call } = useApi()
  const changed = useShipmentChanged()
  // of who types no time: it stays until the event is there
  const now = useRef<string>(undefined)
  const form = useForm({
    name: `tracking event ${shipmentId}`,
    saved: { code: 'in_transit', at: '', location: '', trackingNumber: '' },
  })
  const adding = useMutation({
    mutationFn: ({ code, at, location, trackingNumber }: typeof form.values) => {
      now.current ??= new Date().toISOString()
      const moment = at === '' ? now.current : momentOf(at)
      return call<typeof addTrackingEvent>('POST /api/shipments/{shipmentId}/tracking-events', {
        params: { shipmentId },
        body: {
          ...{ code: code as TrackingCode, at: moment },
          ...(location.trim() !== '' && { location: location.trim() }),
          ...(trackingNumber !== '' && { trackingNumber }),
        },
      })
    },
    onSuccess(answer, sent) {
      now.current = undefined
      form.settle(sent)
      changed(answer)
    },
    onError: form.refuse,
  })
  return { form, adding }
}

/** Records what a carrier said on the phone, or what a scanner missed. */
export function EventForm({ shipment }: { readonly shipment: Shipment }) {
  const texts = useShipmentTexts()
  const { form, adding } = useNewEvent(shipment)
  const { parcels } = shipment
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    adding.mutate(form.values)
  }
  return (
    <form
      className={classes['form']}
      onSubmit={submit}
      aria-label={texts.addEvent}
      style={{ marginTop: 'var(--space-4)' }}
    >
      <NativeSelect
        label={texts.eventCode}
        data={codes.map((value) => ({ value, label: texts.codes[value] }))}
        {...form.text('code')}
      />
      <TextInput
        label={texts.eventAt}
        type="datetime-local"
        max={localTime(new Date().toISOString())}
        {...form.text('at')}
      />
      <TextInput label={texts.eventLocation} maxLength={100} {...form.text('location')} />
      {parcels.length > 1 ? (
        <NativeSelect
          label={texts.eventParcel}
          data={[
            { value: '', label: texts.allParcels },
            ...parcels.map(({ trackingNumber }, index) => ({
              value: trackingNumber,
              label: texts.parcelName(index + 1, trackingNumber),
            })),
          ]}
          {...form.text('trackingNumber')}
        />
      ) : null}
      {adding.isError ? <ProblemNote problem={problemIn(adding.error)} /> : null}
      <div>
        <Button type="submit" variant="default" loading={adding.isPending}>
          {texts.addEvent}
        </Button>
      </div>
    </form>
  )
}
