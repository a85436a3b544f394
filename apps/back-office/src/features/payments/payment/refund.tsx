import type { createRefund } from '@comptoir/contracts/payments/routes'
import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import { formatMoney } from '@comptoir/site/money'
import { Radio, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { MoneyField } from '../../../ui/fields/money-field.tsx'
import { GoodsField } from '../../../ui/refunds/goods-field.tsx'
import { usePaymentWords } from '../use-payment-words.ts'
import {
  amountOf,
  emptyWish,
  isUnsent,
  type RefundKind,
  type RefundWish,
  refundBody,
} from './refund-wish.ts'
import { useMoneyMoved, useOrderOf } from './use-payment.ts'

type Props = { readonly intent: PaymentIntent }

/** Gives money back: all that is left of a payment, or a part. By the goods it is done at the order. */
export function Refund({ intent }: Props) {
  const { call } = useApi()
  const words = usePaymentWords()
  const locale = useLocale()
  const { may } = usePermissions()
  const { id, orderId, refundable } = intent
  const moved = useMoneyMoved(orderId)
  const order = useOrderOf(orderId).data
  const [wish, setWish] = useState(emptyWish)
  if (!may('refunds.write') || refundable.amount === 0) return null
  const amount = amountOf(wish, refundable.amount)
  const decidesGoods = order !== undefined && isUnsent(order)

  async function refund(reason: string, key: string): Promise<void> {
    const body = refundBody(wish, { refundable: refundable.amount, decidesGoods, reason })
    // its fields are required: the browser says what is missing
    if (!body) throw new Error('the refund is not whole')
    await call<typeof createRefund>('POST /api/payment-intents/{paymentIntentId}/refunds', {
      params: { paymentIntentId: id },
      headers: { 'idempotency-key': key },
      body,
    }).finally(moved)
    setWish(emptyWish)
  }
  return (
    <DangerAction
      action={words.refund}
      request={`refund/${id}`}
      effect={
        amount === undefined
          ? words.amountMissing
          : words.refundEffect(formatMoney({ ...refundable, amount }, locale))
      }
      run={refund}
    >
      <RefundForm
        {...{ wish, refundable, onChange: setWish }}
        decidesGoods={decidesGoods && amount === refundable.amount}
      />
    </DangerAction>
  )
}

type FormProps = {
  readonly wish: RefundWish
  readonly refundable: PaymentIntent['refundable']
  readonly onChange: (wish: RefundWish) => void
  readonly decidesGoods: boolean
}

function RefundForm({ wish, refundable, onChange, decidesGoods }: FormProps) {
  const words = usePaymentWords()
  const locale = useLocale()
  return (
    <Stack gap="sm">
      <Radio.Group
        label={words.refundWhat}
        value={wish.kind}
        onChange={(kind) => onChange({ ...wish, kind: kind as RefundKind })}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="whole" label={words.refundWhole(formatMoney(refundable, locale))} />
          <Radio value="part" label={words.refundPart} />
        </Stack>
      </Radio.Group>
      {wish.kind === 'part' ? (
        <MoneyField
          label={words.refundAmount}
          currency={refundable.currency}
          value={wish.part}
          onChange={(part) => onChange({ ...wish, part })}
          required
        />
      ) : null}
      {decidesGoods ? (
        <GoodsField value={wish.goods} onChange={(goods) => onChange({ ...wish, goods })} />
      ) : null}
      <TextInput
        label={words.outside}
        value={wish.outside}
        onChange={({ currentTarget }) => onChange({ ...wish, outside: currentTarget.value })}
        maxLength={200}
      />
    </Stack>
  )
}
