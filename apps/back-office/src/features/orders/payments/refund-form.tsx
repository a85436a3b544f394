import type { Order } from '@comptoir/contracts/orders/view'
import { readText } from '@comptoir/site/localized'
import { NumberInput, Radio, Stack, TextInput } from '@mantine/core'
import { useLocale } from '../../../office.tsx'
import { GoodsField } from '../../../ui/refunds/goods-field.tsx'
import { useOrderTexts } from '../order-texts.ts'
import { type RefundKind, type RefundWish, refundKinds } from './refund-wish.ts'

type Props = {
  readonly order: Order
  readonly wish: RefundWish
  readonly onChange: (wish: RefundWish) => void
  readonly decidesGoods: boolean
}

/** What is given back: all, a part, or some of the goods; and what becomes of them. */
export function RefundForm({ order, wish, onChange, decidesGoods }: Props) {
  const texts = useOrderTexts()
  const names = { whole: texts.refundWhole, part: texts.refundPart, lines: texts.refundLines }
  return (
    <Stack gap="sm">
      <Radio.Group
        label={texts.refundWhat}
        value={wish.kind}
        onChange={(kind) => onChange({ ...wish, kind: kind as RefundKind })}
      >
        <Stack gap="xs" mt="xs">
          {refundKinds.map((kind) => (
            <Radio key={kind} value={kind} label={names[kind]} />
          ))}
        </Stack>
      </Radio.Group>
      {wish.kind === 'part' ? (
        <TextInput
          label={texts.refundAmount}
          inputMode="decimal"
          value={wish.amount}
          onChange={({ currentTarget }) => onChange({ ...wish, amount: currentTarget.value })}
          required
        />
      ) : null}
      {wish.kind === 'lines' ? <Lines {...{ order, wish, onChange }} /> : null}
      {decidesGoods ? (
        <GoodsField value={wish.goods} onChange={(goods) => onChange({ ...wish, goods })} />
      ) : null}
    </Stack>
  )
}

function Lines({ order, wish, onChange }: Omit<Props, 'decidesGoods'>) {
  const locale = useLocale()
  return order.lines.map(({ sku, title, quantity }) => (
    <NumberInput
      key={sku}
      label={readText(title, locale).text}
      description={sku}
      min={0}
      max={quantity}
      allowDecimal={false}
      value={wish.quantities.get(sku) ?? 0}
      onChange={(count) =>
        onChange({ ...wish, quantities: new Map(wish.quantities).set(sku, Number(count) || 0) })
      }
    />
  ))
}
