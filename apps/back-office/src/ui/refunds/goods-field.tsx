import { Radio, Stack } from '@mantine/core'
import { goodsEn, goodsFr } from '../../messages/payments/goods.ts'
import { useWords } from '../../office.tsx'
import { type GoodsChoice, goodsChoices } from './goods.ts'

type Props = {
  readonly value: GoodsChoice | undefined
  readonly onChange: (goods: GoodsChoice) => void
}

/** What becomes of goods that have not left, when all of their money is given back. */
export function GoodsField({ value, onChange }: Props) {
  const words = useWords({ fr: goodsFr, en: goodsEn })
  return (
    <Radio.Group
      label={words.label}
      value={value ?? ''}
      onChange={(goods) => onChange(goods as GoodsChoice)}
      required
    >
      <Stack gap="xs" mt="xs">
        {goodsChoices.map((one) => (
          <Radio key={one} value={one} label={words[one]} />
        ))}
      </Stack>
    </Radio.Group>
  )
}
