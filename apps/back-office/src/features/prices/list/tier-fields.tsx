import { ActionIcon, NativeSelect, TextInput } from '@mantine/core'
import { X } from 'lucide-react'
import { MoneyField } from '../../../ui/fields/money-field.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import classes from '../prices.module.css'
import { usePriceWords } from '../use-price-words.ts'
import { entryFault } from './entry-faults.ts'
import type { PriceListValues, TierValues } from './price-list-values.ts'

type Props = {
  readonly form: Form<PriceListValues>
  readonly tier: TierValues
  readonly number: number
  readonly path: string
  readonly onChange: (tier: TierValues) => void
  /** The last one stays. */
  readonly onRemove: (() => void) | undefined
}

const tierKinds = ['amount', 'percent'] as const

/** From how many pieces on, and what one costs then. */
export function TierFields({ form, tier, number, path, onChange, onRemove }: Props) {
  const texts = usePriceWords()
  const { minQuantity, kind } = tier
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset in a fieldset cannot be a grid everywhere
    <div className={classes['tier']} role="group" aria-label={texts.tier(number)}>
      <TextInput
        label={texts.minQuantity}
        type="number"
        min={1}
        max={999}
        required
        value={minQuantity}
        onChange={({ currentTarget }) => onChange({ ...tier, minQuantity: currentTarget.value })}
      />
      <NativeSelect
        label={texts.priceKind}
        value={kind}
        onChange={({ currentTarget }) =>
          onChange({ ...tier, kind: currentTarget.value === 'percent' ? 'percent' : 'amount' })
        }
        data={tierKinds.map((value) => ({ value, label: texts.priceKinds[value] }))}
      />
      <Price {...{ form, tier, path, onChange }} />
      {onRemove ? (
        <ActionIcon
          size={32}
          variant="subtle"
          color="gray"
          aria-label={texts.removeTier(number)}
          onClick={onRemove}
        >
          <X size={16} aria-hidden />
        </ActionIcon>
      ) : null}
    </div>
  )
}

type PriceProps = Pick<Props, 'form' | 'tier' | 'path' | 'onChange'>

/** What one costs: an amount, or a part off the base price. */
function Price({ form, tier, path, onChange }: PriceProps) {
  const texts = usePriceWords()
  const fault = entryFault(form, path, texts)
  if (tier.kind === 'amount') {
    return (
      <MoneyField
        name={`${path}.amount`}
        label={texts.amount}
        value={tier.amount}
        currency={currencyOf(form)}
        error={fault}
        onChange={(amount) => onChange({ ...tier, amount })}
        required
      />
    )
  }
  return (
    <TextInput
      name={`${path}.percent`}
      label={texts.percent}
      description={texts.percentHelp}
      inputMode="decimal"
      rightSection="%"
      value={tier.percent}
      error={fault}
      onChange={({ currentTarget }) => onChange({ ...tier, percent: currentTarget.value })}
      required
    />
  )
}

/** While a currency is typed, amounts are shown as those of the euro. */
function currencyOf({ values: { currency } }: Form<PriceListValues>): string {
  const code = currency.trim().toUpperCase()
  return /^[A-Z]{3}$/.test(code) ? code : 'EUR'
}
