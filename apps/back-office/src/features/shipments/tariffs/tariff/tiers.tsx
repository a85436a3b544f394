import { Button, Group, Text, TextInput } from '@mantine/core'
import { X } from 'lucide-react'
import { MoneyField } from '../../../../ui/fields/money-field.tsx'
import { useTariffTexts } from '../tariff-texts.ts'
import { type TierWish, withTier } from './tariff-wish.ts'

type Props = {
  readonly tiers: readonly TierWish[]
  readonly onChange: (tiers: readonly TierWish[]) => void
  readonly error: string | undefined
}

/** The prices by weight, lightest first. */
export function Tiers({ tiers, onChange, error }: Props) {
  const texts = useTariffTexts()
  return (
    <fieldset style={{ border: 0, padding: 0, margin: 0 }}>
      <legend>{texts.tiers}</legend>
      {tiers.map((tier, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a tier is its place
        <Group key={index} gap="xs" mb="xs" align="flex-end">
          <TextInput
            label={texts.upToOf(index + 1)}
            inputMode="numeric"
            w={140}
            value={tier.upToGrams}
            onChange={({ currentTarget }) =>
              onChange(withTier(tiers, index, { upToGrams: currentTarget.value }))
            }
          />
          <MoneyField
            label={texts.priceOf(index + 1)}
            currency="EUR"
            value={tier.price}
            onChange={(price) => onChange(withTier(tiers, index, { price }))}
          />
          <Button
            size="xs"
            variant="default"
            aria-label={texts.removeTier(index + 1)}
            onClick={() => onChange(tiers.filter((_, at) => at !== index))}
          >
            <X size={14} aria-hidden />
          </Button>
        </Group>
      ))}
      {error ? (
        <Text size="sm" c="var(--danger)" role="alert">
          {error}
        </Text>
      ) : null}
      <Button
        size="xs"
        variant="default"
        onClick={() => onChange([...tiers, { upToGrams: '', price: null }])}
      >
        {texts.addTier}
      </Button>
    </fieldset>
  )
}
