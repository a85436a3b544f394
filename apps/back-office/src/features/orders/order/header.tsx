import type { cancelOrder, completeOrder } from '@comptoir/contracts/orders/routes'
import type { Order } from '@comptoir/contracts/orders/view'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { LiveDot } from '../../../ui/live/live-dot.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { useListTexts } from '../list-texts.ts'
import { useOrderTexts } from '../order-texts.ts'
import { fulfilmentTones, paymentTones, statusTones } from '../order-tones.ts'
import classes from './order.module.css'
import { useOrderChanged } from './use-order.ts'

type Props = {
  readonly order: Order
  readonly isLive: boolean
  readonly heading: RefObject<HTMLHeadingElement | null>
}

/** Which order it is, its three states, what it costs, and where it may go from here. */
export function OrderHeader({ order, isLive, heading }: Props) {
  const texts = useOrderTexts()
  const orders = useListTexts()
  const locale = useLocale()
  return (
    <header>
      <div className={classes['head']}>
        <h1 ref={heading} tabIndex={-1}>
          {texts.heading(order.number)}
        </h1>
        <span className={classes['states']}>
          <StatusBadge text={orders.statuses[order.status]} tone={statusTones[order.status]} />
          <StatusBadge
            text={orders.paymentStatuses[order.paymentStatus]}
            tone={paymentTones[order.paymentStatus]}
          />
          <StatusBadge
            text={orders.fulfilmentStatuses[order.fulfilmentStatus]}
            tone={fulfilmentTones[order.fulfilmentStatus]}
          />
        </span>
        <span className={classes['sum']}>{formatMoney(order.totals.grandTotal, locale)}</span>
        <span>{order.email}</span>
        <span className={classes['hint']}>
          {texts.placed(formatDate(order.placedAt, 'moment', locale))}
        </span>
        <LiveDot isLive={isLive} />
      </div>
      <Transitions order={order} />
    </header>
  )
}

/** What staff may do is a button; where the order goes by itself is only said. */
function Transitions({ order }: { readonly order: Order }) {
  const { call } = useApi()
  const texts = useOrderTexts()
  const orders = useListTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const { orderId, allowedTransitions } = order
  const changed = useOrderChanged(orderId)
  const complete = useMutation({
    mutationFn: () =>
      call<typeof completeOrder>('POST /api/orders/{orderId}/complete', { params: { orderId } }),
    onSettled: changed,
  })
  const cancel = async (reason: string) => {
    const given = { params: { orderId }, body: { reason }, headers: { prefer: 'wait=10' } }
    await call<typeof cancelOrder>('POST /api/orders/{orderId}/cancel', given).finally(changed)
  }
  const canCancel = allowedTransitions.includes('cancelled') && may('customer-objects.any')
  const canComplete = allowedTransitions.includes('completed') && may('orders.write')
  const byItself = allowedTransitions.filter((one) => one !== 'cancelled' && one !== 'completed')
  return (
    <div className={classes['actions']}>
      {canComplete ? (
        <Button size="xs" loading={complete.isPending} onClick={() => complete.mutate()}>
          {texts.completeAction}
        </Button>
      ) : null}
      {canCancel ? (
        <DangerAction
          action={texts.cancelAction}
          request={`cancel/${orderId}`}
          effect={texts.cancelEffect(formatMoney(order.totals.grandTotal, locale))}
          run={cancel}
        />
      ) : null}
      {byItself.length > 0 ? (
        <span className={classes['hint']}>
          {texts.next} : {byItself.map((one) => orders.statuses[one]).join(', ')}
        </span>
      ) : null}
      {complete.isError ? <ProblemNote problem={problemIn(complete.error)} /> : null}
    </div>
  )
}
