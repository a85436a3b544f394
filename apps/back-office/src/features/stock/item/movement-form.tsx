import type { recordMovement } from '@comptoir/contracts/inventory/routes'
import type { NewMovement } from '@comptoir/contracts/inventory/schemas'
import { Button, NativeSelect, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useLocale, useOffice } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { useForm } from '../../../ui/form/use-form.ts'
import { LeaveGuard } from '../../../ui/leave-guard.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useStockTexts } from '../stock-texts.ts'
import { useStockChanged } from '../use-stock-item.ts'
import { type MovementWish, movementBody, movementTypes } from './movement-wish.ts'

const empty: MovementWish = { type: 'receipt', quantity: '', reason: '', reference: '' }

/** A movement, and the words that it is made of. */
type Sent = { readonly sent: NewMovement; readonly values: MovementWish }

/** Moves stock by hand: sent twice after a lost answer, it counts once. */
export function MovementForm({ sku }: { readonly sku: string }) {
  const texts = useStockTexts()
  const locale = useLocale()
  const { api, requestKeys } = useOffice()
  const changed = useStockChanged()
  const form = useForm({ name: `movement ${sku}`, saved: empty })
  const body = movementBody(form.values)
  const moving = useMutation({
    mutationFn: ({ sent }: Sent) =>
      requestKeys.run(`movement ${sku} ${JSON.stringify(sent)}`, (key) =>
        api.call<typeof recordMovement>('POST /api/stock/{sku}/movements', {
          params: { sku },
          headers: { 'idempotency-key': key },
          body: sent,
        }),
      ),
    onSuccess: (_, { values }) => form.settle(values),
    onError: form.refuse,
    onSettled: () => changed.refresh(sku),
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    if (body) moving.mutate({ sent: body, values: form.values })
  }
  const isWrong = form.values.quantity.trim() !== '' && body === undefined
  const isSigned = form.values.type === 'adjustment'
  return (
    <section className={classes['block']}>
      <h2>{texts.moveTitle}</h2>
      <form className={classes['form']} onSubmit={submit}>
        <NativeSelect
          label={texts.type}
          data={movementTypes.map((value) => ({ value, label: texts.types[value] }))}
          {...form.text('type')}
        />
        <TextInput
          label={texts.quantity}
          description={isSigned ? texts.signedHint : undefined}
          inputMode="numeric"
          required
          {...form.text('quantity')}
          error={isWrong ? texts.wrongQuantity : form.errorOf('quantity')}
        />
        <TextInput label={texts.reason} required maxLength={200} {...form.text('reason')} />
        <TextInput label={texts.reference} maxLength={100} {...form.text('reference')} />
        {moving.isError ? <ProblemNote problem={problemIn(moving.error)} /> : null}
        {moving.data ? (
          <Text role="status">
            {texts.moved(
              moving.data.quantity.toLocaleString(locale, { signDisplay: 'always' }),
              moving.data.onHand.toLocaleString(locale),
            )}
          </Text>
        ) : null}
        <div>
          <Button type="submit" loading={moving.isPending}>
            {texts.move}
          </Button>
        </div>
      </form>
      <LeaveGuard isDirty={form.isDirty} within={`/stock/items/${sku}`} />
    </section>
  )
}
