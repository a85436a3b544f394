import type { divideShipment } from '@comptoir/contracts/shipping/parcel-routes'
import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import { NumberInput, Radio, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useApi } from '../../../office.tsx'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { useNoted } from '../order/use-noted.ts'
import { divisionOf } from './parcel-rules.ts'
import { useParcelTexts } from './parcel-texts.ts'

/** Divides what has not left of a shipment into parcels: by weight, or by what is here. */
export function Divide({ shipment }: { readonly shipment: Shipment }) {
  const { call } = useApi()
  const texts = useParcelTexts()
  const { shipmentId, orderId, lines } = shipment
  const noted = useNoted(orderId)
  const [kind, setKind] = useState<'weight' | 'stock'>('weight')
  const [maxGrams, setMaxGrams] = useState('')
  const [here, setHere] = useState<ReadonlyMap<string, number>>(new Map())
  async function divide(): Promise<void> {
    const body = divisionOf({ kind, maxGrams, here })
    // the form says what is missing
    if (!body) throw new Error('the division is not whole')
    await call<typeof divideShipment>('POST /api/shipments/{shipmentId}/parcels', {
      ...{ params: { shipmentId }, body },
    })
  }
  return (
    <DangerAction
      action={texts.divide}
      effect={texts.divideEffect}
      request={`divide/${shipmentId}`}
      run={noted(texts.divide, divide)}
    >
      <Radio.Group
        label={texts.how}
        value={kind}
        onChange={(value) => setKind(value === 'stock' ? 'stock' : 'weight')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="weight" label={texts.byWeight} />
          <Radio value="stock" label={texts.byStock} />
        </Stack>
      </Radio.Group>
      {kind === 'weight' ? (
        <TextInput
          label={texts.maxGrams}
          inputMode="numeric"
          pattern="\d{3,5}"
          value={maxGrams}
          onChange={({ currentTarget }) => setMaxGrams(currentTarget.value)}
          required
        />
      ) : (
        lines.map(({ sku, quantity }) => (
          <NumberInput
            key={sku}
            label={texts.here(sku)}
            min={0}
            max={quantity}
            allowDecimal={false}
            value={here.get(sku) ?? 0}
            onChange={(count) => setHere(new Map(here).set(sku, Number(count) || 0))}
          />
        ))
      )}
    </DangerAction>
  )
}
