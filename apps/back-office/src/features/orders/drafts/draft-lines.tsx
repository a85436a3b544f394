import { Button, NumberInput, TextInput } from '@mantine/core'
import { Trash2 } from 'lucide-react'
import { usePermissions } from '../../../session/use-permissions.ts'
import { MoneyField } from '../../../ui/fields/money-field.tsx'
import type { Form } from '../../../ui/form/use-form.ts'
import { useDraftTexts } from './draft-texts.ts'
import { type DraftValues, type LineValues, newLine } from './draft-values.ts'
import classes from './drafts.module.css'

type Props = { readonly form: Form<DraftValues> }

/** The goods of a draft; a price that was agreed is for who may agree on one. */
export function DraftLines({ form }: Props) {
  const texts = useDraftTexts()
  const { lines } = form.values
  return (
    <fieldset className={classes['lines']}>
      <legend>{texts.fields.lines}</legend>
      {lines.map((line, at) => (
        <Line
          // lines have nothing of their own before their SKU is typed
          // biome-ignore lint/suspicious/noArrayIndexKey: they stay in their order
          key={at}
          line={line}
          error={form.errorOf(`lines.${at}`)}
          onChange={(change) =>
            form.set(
              'lines',
              lines.map((one, other) => (other === at ? { ...one, ...change } : one)),
            )
          }
          onRemove={() =>
            form.set(
              'lines',
              lines.filter((_, other) => other !== at),
            )
          }
        />
      ))}
      <Button size="xs" variant="default" onClick={() => form.set('lines', [...lines, newLine])}>
        {texts.addLine}
      </Button>
    </fieldset>
  )
}

type LineProps = {
  readonly line: LineValues
  readonly error: string | undefined
  readonly onChange: (change: Partial<LineValues>) => void
  readonly onRemove: () => void
}

function Line({ line: { sku, quantity, price }, error, onChange, onRemove }: LineProps) {
  const texts = useDraftTexts()
  const { may } = usePermissions()
  return (
    <div className={classes['line']}>
      <TextInput
        label={texts.sku}
        name="lines.sku"
        value={sku}
        error={error}
        maxLength={64}
        onChange={({ currentTarget }) => onChange({ sku: currentTarget.value })}
      />
      <NumberInput
        label={texts.quantity}
        min={1}
        max={999}
        allowDecimal={false}
        value={quantity}
        onChange={(count) => onChange({ quantity: Number(count) || 1 })}
      />
      {may('orders.write') ? (
        <MoneyField
          label={texts.price}
          description={texts.priceHint}
          currency="EUR"
          value={price}
          onChange={(amount) => onChange({ price: amount })}
        />
      ) : null}
      <Button variant="subtle" aria-label={texts.removeLine(sku)} onClick={onRemove}>
        <Trash2 size={16} aria-hidden />
      </Button>
    </div>
  )
}
