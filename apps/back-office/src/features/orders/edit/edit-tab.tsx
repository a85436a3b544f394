import type { Order } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { useLocale } from '../../../office.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import classes from '../order/order.module.css'
import { EditForm } from './edit-form.tsx'
import { EditPreview } from './edit-preview.tsx'
import { useEditTexts } from './edit-texts.ts'
import { isEditable } from './edit-values.ts'

type Props = { readonly order: Order }

/** Other goods or another address: first what it changes, then it is applied. */
export function EditTab({ order }: Props) {
  const texts = useEditTexts()
  const previewed = order.edits?.findLast(({ status }) => status === 'previewed')
  return (
    <>
      {isEditable(order) ? (
        // what is saved has another key once an edit was applied
        <EditForm key={order.revision} order={order} />
      ) : (
        <p>{texts.cannot}</p>
      )}
      {previewed && isEditable(order) ? <EditPreview order={order} edit={previewed} /> : null}
      <Edits order={order} />
    </>
  )
}

function Edits({ order: { edits = [] } }: Props) {
  const texts = useEditTexts()
  const locale = useLocale()
  if (edits.length === 0) return null
  return (
    <section className={classes['block']} aria-label={texts.edits}>
      <h2>{texts.edits}</h2>
      <ul>
        {edits
          .toReversed()
          .map(({ editId, status, by, createdAt, changes, difference, reason }) => (
            <li key={editId}>
              <StatusBadge
                text={texts.statuses[status]}
                tone={status === 'failed' ? 'bad' : 'calm'}
              />{' '}
              {formatDate(createdAt, 'moment', locale)} · {texts.by[by]} ·{' '}
              <span className="figures">{formatMoney(difference, locale)}</span>
              {changes.lines
                ? ` · ${texts.changedLines(changes.lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', '))}`
                : ''}
              {changes.shippingAddress ? ` · ${texts.changedAddress}` : ''}
              {reason ? ` · ${reason}` : ''}
            </li>
          ))}
      </ul>
    </section>
  )
}
