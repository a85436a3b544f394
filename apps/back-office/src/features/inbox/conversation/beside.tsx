import type { listOrders, readOrder } from '@comptoir/contracts/orders/routes'
import type { OrderOverview } from '@comptoir/contracts/orders/view'
import type { StaffConversation } from '@comptoir/contracts/support/schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ordersEn, ordersFr } from '../../../messages/orders/orders.ts'
import { useApi, useLocale, useWords } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { accountQuery } from '../../../ui/accounts/account-query.ts'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import { useInboxTexts } from '../inbox-texts.ts'
import classes from './conversation.module.css'

type Props = { readonly conversation: StaffConversation }

/** Who writes, and what they ordered. */
export function Beside({ conversation }: Props) {
  const texts = useInboxTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const { customerId, guest, orderId, createdAt } = conversation
  const buyer = buyerOf(conversation)
  return (
    <>
      <section>
        <h2>{customerId === undefined ? texts.guest : texts.customer}</h2>
        {customerId !== undefined && may('customers.read') ? (
          <Customer userId={customerId} />
        ) : null}
        {guest ? <p>{[guest.name, guest.email].filter(Boolean).join(' · ')}</p> : null}
        <p className={classes['hint']}>
          {texts.language[conversation.locale]},{' '}
          {texts.since(formatDate(createdAt, 'moment', locale))}
        </p>
      </section>
      {orderId !== undefined && may('orders.read') ? (
        <section>
          <h2>{texts.orderOf}</h2>
          <OrderConcerned orderId={orderId} />
        </section>
      ) : null}
      {buyer && may('orders.read') ? (
        <section>
          <h2>{texts.latestOrders}</h2>
          <LatestOrders buyer={buyer} />
        </section>
      ) : null}
    </>
  )
}

type Buyer = { readonly userId: string } | { readonly email: string }

function buyerOf({ customerId, guest }: StaffConversation): Buyer | undefined {
  if (customerId !== undefined) return { userId: customerId }
  return guest?.email === undefined ? undefined : { email: guest.email }
}

function Customer({ userId }: { readonly userId: string }) {
  const { call } = useApi()
  const asked = useQuery(accountQuery(call, userId))
  if (asked.isError && !asked.data) {
    return <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
  }
  if (!asked.data) return null
  const { firstName, lastName, email, phone } = asked.data
  return (
    <p>
      {[`${firstName} ${lastName}`.trim(), email, phone].filter(Boolean).join(' · ')}
      <br />
      <Link to="/customers/$userId" params={{ userId }}>
        {userId}
      </Link>
    </p>
  )
}

function OrderConcerned({ orderId }: { readonly orderId: string }) {
  const { call } = useApi()
  const asked = useQuery({
    queryKey: ['orders', 'GetOrder', orderId],
    queryFn: ({ signal }) =>
      call<typeof readOrder>('GET /api/orders/{orderId}', { params: { orderId }, signal }),
  })
  if (asked.isError && !asked.data) {
    return <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
  }
  return asked.data ? <OrderLine order={asked.data} /> : null
}

function LatestOrders({ buyer }: { readonly buyer: Buyer }) {
  const { call } = useApi()
  const texts = useInboxTexts()
  const query = { ...buyer, limit: 5 }
  const asked = useQuery({
    queryKey: ['orders', 'ListOrders', query],
    queryFn: ({ signal }) => call<typeof listOrders>('GET /api/orders', { query, signal }),
  })
  if (asked.isError && !asked.data) {
    return <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
  }
  if (asked.data?.items.length === 0) return <p>{texts.noOrders}</p>
  return (
    <ul>
      {asked.data?.items.map((order) => (
        <li key={order.orderId}>
          <OrderLine order={order} />
        </li>
      ))}
    </ul>
  )
}

const orderWords = { fr: ordersFr, en: ordersEn }
type OrderFacts = Pick<OrderOverview, 'orderId' | 'number' | 'status' | 'placedAt' | 'totals'>

function OrderLine({ order }: { readonly order: OrderFacts }) {
  const { statuses } = useWords(orderWords)
  const locale = useLocale()
  const { orderId, number, status, placedAt, totals } = order
  return (
    <>
      <Link to="/orders/$orderId/$tab" params={{ orderId, tab: 'summary' }}>
        {number}
      </Link>{' '}
      <span className="figures">{formatMoney(totals.grandTotal, locale)}</span>
      <br />
      <span className={classes['hint']}>
        {statuses[status]} · {formatDate(placedAt, 'moment', locale)}
      </span>
    </>
  )
}
