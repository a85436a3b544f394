import type { previewOrderEdit } from '@comptoir/contracts/orders/edit-routes'
import type { EditOrder } from '@comptoir/contracts/orders/edits'
import type { Order } from '@comptoir/contracts/orders/view'
import { readText } from '@comptoir/site/localized'
import { Button, Group, NumberInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { type Form, useForm } from '../../../ui/form/use-form.ts'
import { LeaveGuard } from '../../../ui/leave-guard.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { AddressFields } from '../address/address-fields.tsx'
import classes from '../order/order.module.css'
import { useOrderChanged } from '../order/use-order.ts'
import { useEditTexts } from './edit-texts.ts'
import { changesOf, type EditValues, editFieldOf, editValuesOf } from './edit-values.ts'

type Props = { readonly order: Order }

/** What is to be different about an order: nothing happens until its preview is applied. */
export function EditForm({ order }: Props) {
  const { call } = useApi()
  const texts = useEditTexts()
  const { orderId } = order
  const changed = useOrderChanged(orderId)
  const form = useForm<EditValues>({
    name: `edit ${orderId} ${order.revision}`,
    saved: editValuesOf(order),
    fieldOf: editFieldOf,
  })
  const preview = useMutation({
    mutationFn: (body: EditOrder) =>
      call<typeof previewOrderEdit>('POST /api/orders/{orderId}/edits', {
        ...{ params: { orderId }, body },
      }),
    onSuccess: changed,
    onError: form.refuse,
  })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const changes = changesOf(order, form.values)
    if (changes) preview.mutate(changes)
  }
  return (
    <form className={classes['block']} onSubmit={submit}>
      {preview.isError ? <ProblemNote problem={problemIn(preview.error)} /> : null}
      <Goods order={order} form={form} />
      <AddressFields
        legend={texts.shipTo}
        values={form.values.address}
        onChange={(address) => form.set('address', address)}
        errorOf={(field) => form.errorOf(`address.${field}`)}
      />
      <Group gap="sm">
        <Button type="submit" loading={preview.isPending} disabled={!form.isDirty}>
          {texts.preview}
        </Button>
        {form.isDirty ? (
          <Button variant="default" onClick={() => void form.discard()}>
            {texts.undo}
          </Button>
        ) : null}
      </Group>
      <LeaveGuard isDirty={form.isDirty} within={`/orders/${orderId}/`} />
    </form>
  )
}

type GoodsProps = Props & { readonly form: Form<EditValues> }

function Goods({ order, form }: GoodsProps) {
  const texts = useEditTexts()
  const locale = useLocale()
  const { quantities } = form.values
  return (
    <fieldset className={classes['fields']}>
      <legend>{texts.goods}</legend>
      {order.lines.map(({ sku, title }) => (
        <NumberInput
          key={sku}
          label={texts.quantityOf(sku)}
          description={readText(title, locale).text}
          min={0}
          max={999}
          allowDecimal={false}
          value={quantities[sku] ?? 0}
          onChange={(count) => form.set('quantities', { ...quantities, [sku]: Number(count) || 0 })}
        />
      ))}
      <TextInput label={texts.newSku} {...form.text('newSku')} maxLength={64} />
      <NumberInput
        label={texts.newQuantity}
        description={texts.zero}
        min={1}
        max={999}
        allowDecimal={false}
        value={form.values.newQuantity}
        onChange={(count) => form.set('newQuantity', Number(count) || 1)}
      />
    </fieldset>
  )
}
