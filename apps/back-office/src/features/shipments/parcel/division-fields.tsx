import { NumberInput, Text, TextInput } from '@mantine/core'
import { useShipmentTexts } from '../shipment-texts.ts'
import type { DivisionWish } from './division-wish.ts'

export type DivisionFields = {
  readonly wish: DivisionWish
  /** All pieces that are here, by SKU. */
  readonly here: Readonly<Record<string, number>>
  readonly onChange: (wish: DivisionWish) => void
}

export function ByWeight({
  wish,
  onChange,
  isWrong,
}: DivisionFields & { readonly isWrong: boolean }) {
  const { divide: texts } = useShipmentTexts()
  return (
    <TextInput
      label={texts.maxGrams}
      inputMode="numeric"
      required
      value={wish.maxGrams}
      error={isWrong ? texts.wrongGrams : undefined}
      onChange={({ currentTarget }) => onChange({ ...wish, maxGrams: currentTarget.value })}
    />
  )
}

export function ByStock({ wish, here, onChange }: DivisionFields) {
  const { divide: texts } = useShipmentTexts()
  return (
    <>
      <Text size="sm">{texts.stockHint}</Text>
      {Object.entries(here).map(([sku, all]) => (
        <NumberInput
          key={sku}
          label={texts.available(sku)}
          min={0}
          max={all}
          allowDecimal={false}
          value={wish.available[sku] ?? 0}
          onChange={(count) =>
            onChange({ ...wish, available: { ...wish.available, [sku]: Number(count) || 0 } })
          }
        />
      ))}
    </>
  )
}
