import { Button, CloseButton, Text } from '@mantine/core'
import { usePromotionWords } from '../use-promotion-words.ts'
import { CountField } from './count-field.tsx'
import own from './rule-form.module.css'
import type { RuleFormProps } from './rule-form-props.ts'
import type { Tier } from './rule-values.ts'

const mostTiers = 20

/** Percentages by how many pieces are bought. */
export function TierFields({ form }: RuleFormProps) {
  const { form: words } = usePromotionWords()
  const { tiers } = form.values
  const change = (at: number, tier: Tier) => form.set('tiers', tiers.with(at, tier))
  const fault = form.errorOf('tiers')
  return (
    <fieldset>
      <legend>{words.tiers}</legend>
      {fault ? (
        <Text size="sm" c="var(--danger)">
          {fault}
        </Text>
      ) : null}
      {tiers.map(({ quantity, percent }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a tier is known by its place
        <div key={at} className={own['row']}>
          <CountField
            label={words.tierQuantity(at + 1)}
            value={quantity}
            onChange={(next) => change(at, { quantity: next, percent })}
            required
          />
          <CountField
            label={words.tierPercent(at + 1)}
            value={percent}
            onChange={(next) => change(at, { quantity, percent: next })}
            {...{ min: 0.01, max: 100, decimals: 2, suffix: ' %', required: true }}
          />
          {tiers.length > 1 ? (
            <CloseButton
              size="lg"
              aria-label={words.removeTier(at + 1)}
              onClick={() => form.set('tiers', tiers.toSpliced(at, 1))}
            />
          ) : null}
        </div>
      ))}
      {tiers.length < mostTiers ? (
        <Button
          mt="xs"
          size="xs"
          variant="default"
          onClick={() => form.set('tiers', [...tiers, { quantity: '', percent: '' }])}
        >
          {words.addTier}
        </Button>
      ) : null}
    </fieldset>
  )
}
