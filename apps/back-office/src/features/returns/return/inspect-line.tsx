import type { ReturnLine } from '@comptoir/contracts/orders/return-schemas'
import { Group, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useReturnTexts } from '../return-texts.ts'
import type { LineWish } from './inspection-wish.ts'

type Props = {
  readonly wish: LineWish
  readonly line: ReturnLine | undefined
  readonly onChange: (change: Partial<LineWish>) => void
}

const parts = ['restock', 'scrap', 'refuse'] as const

/** Only of goods that have a seal by law is a broken one a reason. */
const refusalsOf = (line: ReturnLine | undefined) =>
  line?.withdrawalExclusion?.startsWith('sealed_')
    ? (['unsealed', 'used', 'other'] as const)
    : (['used', 'other'] as const)

/** The pieces of one line: so many back on sale, so many scrapped, so many refused. */
export function InspectLine({ wish, line, onChange }: Props) {
  const { inspect: texts } = useReturnTexts()
  return (
    <fieldset style={{ marginBottom: 'var(--space-3)', border: '1px solid var(--line-strong)' }}>
      <legend>{texts.arrived(wish.sku, wish.arrived)}</legend>
      <Group align="flex-start">
        {parts.map((part) => (
          <NumberInput
            key={part}
            label={texts[part]}
            min={0}
            max={wish.arrived}
            w={110}
            allowDecimal={false}
            value={wish[part]}
            onChange={(count) => onChange({ [part]: Number(count) || 0 })}
          />
        ))}
        {wish.refuse > 0 ? (
          <NativeSelect
            label={texts.refusedAs}
            value={wish.refusedAs}
            data={refusalsOf(line).map((value) => ({ value, label: texts.refusals[value] }))}
            onChange={({ currentTarget }) =>
              onChange({ refusedAs: currentTarget.value as LineWish['refusedAs'] })
            }
          />
        ) : null}
        <TextInput
          label={texts.note}
          maxLength={500}
          value={wish.note}
          onChange={({ currentTarget }) => onChange({ note: currentTarget.value })}
        />
      </Group>
    </fieldset>
  )
}
