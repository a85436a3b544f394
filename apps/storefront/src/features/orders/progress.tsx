import type { Order } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import type { Locale } from '../../messages/messages.ts'
import { orderMessages } from '../../messages/orders.ts'
import button from '../../ui/button.module.css'
import { Rail } from '../../ui/rail.tsx'
import { PaymentDeadline } from '../frame/payment-deadline/payment-deadline.client.tsx'
import { stepsOf } from './order-progress.ts'
import styles from './orders.module.css'

type ProgressProps = {
  readonly order: Order
  readonly locale: Locale
  readonly isLive: boolean
}

/** Where the order is, with its undo, and the way to pay while it waits for that. */
export function Progress({ order, locale, isLive }: ProgressProps) {
  const m = orderMessages(locale)
  const stations = stepsOf(order).map(({ key, state, at }) => ({
    ...{ key, state, title: m.steps[key] },
    ...(at && { detail: formatDate(at, 'moment', locale) }),
    ...(state === 'current' && { detail: m.current }),
  }))
  const last = stations.findLast(({ state }) => state !== 'todo')
  return (
    <section className={styles.part} aria-labelledby="progress">
      <h2 id="progress">{m.progress}</h2>
      <p className={isLive ? styles.live : styles.hint}>{isLive ? m.live : m.notLive}</p>
      <Rail label={m.progress} stations={stations} />
      <p role="status" className="hidden">
        {last?.title}
      </p>
      <PaymentDeadline {...{ order, locale }} />
      {order.status === 'awaiting_payment' && !order.cancellation && (
        <p>
          <a href={`/${locale}/checkout/return/${order.orderId}`} className={button.button}>
            {m.payHere}
          </a>
        </p>
      )}
    </section>
  )
}
