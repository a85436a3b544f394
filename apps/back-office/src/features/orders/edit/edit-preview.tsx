import type { confirmOrderEdit, withdrawOrderEdit } from '@comptoir/contracts/orders/edit-routes'
import type { OrderEdit } from '@comptoir/contracts/orders/edits'
import type { Order } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { Group } from '@mantine/core'
import { useApi, useLocale } from '../../../office.tsx'
import { ActionButton } from '../../../ui/actions/action-button.tsx'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { Notice } from '../../../ui/notice.tsx'
import classes from '../order/order.module.css'
import { useNoted } from '../order/use-noted.ts'
import { useOrderChanged } from '../order/use-order.ts'
import { useEditTexts } from './edit-texts.ts'
import { lineChanges } from './edit-values.ts'

type Props = { readonly order: Order; readonly edit: OrderEdit }

/** What an order would be, beside what it is; and the way to make it so. */
export function EditPreview({ order, edit }: Props) {
  const { call } = useApi()
  const texts = useEditTexts()
  const locale = useLocale()
  const { orderId } = order
  const { editId, difference, expiresAt } = edit
  const noted = useNoted(orderId)
  const changed = useOrderChanged(orderId)
  const params = { orderId, editId }
  const effect = effectOf(difference, formatMoney(absolute(difference), locale), texts)
  return (
    <section className={classes['block']} aria-label={texts.previewed}>
      <h2>{texts.previewed}</h2>
      <Changes order={order} edit={edit} />
      <Notice tone={difference.amount > 0 ? 'attention' : 'calm'}>
        {effect} {texts.expires(formatDate(expiresAt, 'time', locale))}
      </Notice>
      <Group gap="xs">
        {difference.amount > 0 ? null : (
          <DangerAction
            isPrimary
            action={texts.confirm}
            effect={texts.confirmEffect(effect)}
            request={`edit/${editId}`}
            run={noted(texts.confirm, () =>
              call<typeof confirmOrderEdit>('POST /api/orders/{orderId}/edits/{editId}/confirm', {
                params,
                headers: { prefer: 'wait=10' },
                body: {},
              }),
            )}
          />
        )}
        <ActionButton
          action={texts.withdraw}
          run={() =>
            call<typeof withdrawOrderEdit>('DELETE /api/orders/{orderId}/edits/{editId}', {
              params,
            }).finally(changed)
          }
        />
      </Group>
    </section>
  )
}

type Money = OrderEdit['difference']
const absolute = ({ amount, currency }: Money): Money => ({ amount: Math.abs(amount), currency })

function effectOf({ amount }: Money, text: string, texts: ReturnType<typeof useEditTexts>): string {
  if (amount > 0) return texts.toPay(text)
  return amount < 0 ? texts.toGiveBack(text) : texts.same
}

function Changes({ order, edit: { preview, changes } }: Props) {
  const texts = useEditTexts()
  const locale = useLocale()
  const place = ({ recipient, line1, postalCode, city }: Order['shippingAddress']) =>
    [recipient, line1, postalCode, city].join(', ')
  const rows = [
    ...lineChanges(order.lines, preview.lines).map(({ sku, before, after }) => ({
      ...{ name: sku, before: String(before), after: String(after) },
    })),
    ...(changes.shippingAddress
      ? [
          {
            name: texts.shipTo,
            before: place(order.shippingAddress),
            after: place(preview.shippingAddress),
          },
        ]
      : []),
    {
      name: texts.total,
      before: formatMoney(order.totals.grandTotal, locale),
      after: formatMoney(preview.totals.grandTotal, locale),
    },
  ]
  return (
    <table className={classes['table']}>
      <caption className="unseen">{texts.previewed}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{texts.before}</th>
          <th scope="col">{texts.after}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, before, after }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{before}</td>
            <td>{after}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
