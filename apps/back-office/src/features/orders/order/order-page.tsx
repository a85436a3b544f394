import type { Permission } from '@comptoir/contracts/accounts/permissions'
import type { Order } from '@comptoir/contracts/orders/view'
import { getRouteApi, Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react'
import { usePermissions } from '../../../session/use-permissions.ts'
import { Asked, Loading } from '../../../ui/asked.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import { TabNav, tabProps } from '../../../ui/detail/tab-nav.tsx'
import bar from '../../../ui/detail/tabs.module.css'
import { takeFocus } from '../../../ui/detail/take-focus.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useOrderTexts } from '../order-texts.ts'
import { Documents } from './documents.tsx'
import { OrderHeader } from './header.tsx'
import { History } from './history.tsx'
import classes from './order.module.css'
import { Summary } from './summary.tsx'
import { useLiveOrder, useOrder } from './use-order.ts'

const route = getRouteApi('/orders/$orderId/$tab')

// each is loaded when it is opened: an order begins with its summary
const MessagesTab = lazy(async () => ({
  default: (await import('../contact/messages-tab.tsx')).MessagesTab,
}))
const EditTab = lazy(async () => ({ default: (await import('../edit/edit-tab.tsx')).EditTab }))
const Parcels = lazy(async () => ({ default: (await import('../parcels/parcels.tsx')).Parcels }))
const Payments = lazy(async () => ({
  default: (await import('../payments/payments.tsx')).Payments,
}))
const ReturnsTab = lazy(async () => ({
  default: (await import('../returns/returns-tab.tsx')).ReturnsTab,
}))
const SagaTab = lazy(async () => ({ default: (await import('../saga/saga-tab.tsx')).SagaTab }))

type Tab = {
  readonly needs: Permission
  readonly show: (order: Order) => ReactNode
}

const tabs = {
  summary: { needs: 'orders.read', show: (order) => <Summary order={order} /> },
  saga: { needs: 'platform.read', show: (order) => <SagaTab order={order} /> },
  payments: { needs: 'customer-objects.any', show: (order) => <Payments order={order} /> },
  parcels: { needs: 'orders.read', show: (order) => <Parcels order={order} /> },
  documents: { needs: 'customer-objects.any', show: (order) => <Documents order={order} /> },
  messages: {
    needs: 'notifications.read',
    show: ({ orderId }) => <MessagesTab orderId={orderId} />,
  },
  returns: { needs: 'returns.read', show: ({ orderId }) => <ReturnsTab orderId={orderId} /> },
  edit: { needs: 'customer-objects.any', show: (order) => <EditTab order={order} /> },
  history: { needs: 'orders.read', show: (order) => <History order={order} /> },
} as const satisfies Readonly<Record<string, Tab>>

type TabName = keyof typeof tabs
const tabNames = Object.keys(tabs) as TabName[]

/** Why the order is not followed, when that was refused for good. */
const RefusedNote = ({ refused }: Pick<ReturnType<typeof useLiveOrder>, 'refused'>) =>
  refused ? <ProblemNote problem={refused} /> : null

/** An order: what it is, what became of it, and what can be done. Its address names the tab. */
export function OrderPage() {
  const { orderId, tab } = route.useParams()
  const texts = useOrderTexts()
  const { may, isKnown } = usePermissions()
  const asked = useOrder(orderId)
  const { isLive, refused } = useLiveOrder(orderId)
  const open = tabNames.filter((one) => may(tabs[one].needs))
  const named = tabNames.find((one) => one === tab) ?? 'summary'
  const name = isKnown && !open.includes(named) ? 'summary' : named
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (asked.data?.orderId === orderId) takeFocus(heading.current)
  }, [asked.data?.orderId, orderId])

  return (
    <article className={classes['order']}>
      <BackLink to="/orders" text={texts.back} />
      <Asked asked={asked}>
        {(order) => (
          <>
            <RefusedNote refused={refused} />
            <OrderHeader order={order} isLive={isLive} heading={heading} />
            <TabNav label={texts.heading(order.number)}>
              {open.map((one) => (
                <Link
                  key={one}
                  to="/orders/$orderId/$tab"
                  params={{ orderId, tab: one }}
                  search={true}
                  className={bar['tab']}
                  {...tabProps(one === name)}
                >
                  {texts.tabs[one]}
                </Link>
              ))}
            </TabNav>
            <Suspense fallback={<Loading />}>
              {may(tabs[name].needs) ? tabs[name].show(order) : null}
            </Suspense>
          </>
        )}
      </Asked>
    </article>
  )
}
