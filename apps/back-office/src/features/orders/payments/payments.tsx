import type { Order } from '@comptoir/contracts/orders/view'
import type { createRefund, listPaymentIntents } from '@comptoir/contracts/payments/routes'
import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useApi, useLocale } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import { DangerAction } from '../../../ui/danger-dialog.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { ProblemNote } from '../../../ui/problem-note.tsx'
import classes from '../order/order.module.css'
import { orderKey, useOrderChanged } from '../order/use-order.ts'
import { useOrderTexts } from '../order-texts.ts'
import { Capture } from './capture.tsx'
import { Disputes } from './disputes.tsx'
import { PaymentLinkAction } from './payment-link.tsx'
import { RefundForm } from './refund-form.tsx'
import { RefundList } from './refund-list.tsx'
import { mustDecideGoods, type RefundWish, refundAmount, refundBody } from './refund-wish.ts'
import { Transfers } from './transfers.tsx'

type Props = { readonly order: Order }
type IntentProps = Props & { readonly intent: PaymentIntent }

/** The payments of an order: what was taken and given back, each try, and the way to give back. */
export function Payments({ order }: Props) {
  const { call } = useApi()
  const texts = useOrderTexts()
  const { orderId } = order
  const asked = useQuery({
    queryKey: [...orderKey(orderId), 'payments'],
    queryFn: ({ signal }) =>
      call<typeof listPaymentIntents>('GET /api/payment-intents', { query: { orderId }, signal }),
  })
  // a failed reading leaves what was read, and the dialog above it
  if (asked.isError && !asked.data) {
    return <ProblemNote problem={problemIn(asked.error)} retry={() => void asked.refetch()} />
  }
  return (
    <>
      <PaymentLinkAction order={order} />
      {asked.data?.items.length === 0 ? <p>{texts.noPayment}</p> : null}
      {asked.data?.items.map((intent) => (
        <section key={intent.id} className={classes['block']}>
          <h2>{texts.payment(intent.id)}</h2>
          <IntentFacts intent={intent} />
          <Capture intent={intent} />
          <Refund order={order} intent={intent} />
          <Attempts intent={intent} />
          <RefundList intent={intent} />
          <Disputes intent={intent} />
          <Transfers intent={intent} />
        </section>
      ))}
    </>
  )
}

function IntentFacts({ intent }: Pick<IntentProps, 'intent'>) {
  const texts = useOrderTexts()
  const locale = useLocale()
  const { amount, captured, refunded, refundable, provider, providerRef, paymentMethod } = intent
  const method = [paymentMethod?.brand ?? paymentMethod?.type, paymentMethod?.last4]
  const rows = [
    [texts.amount, formatMoney(amount, locale)],
    [texts.captured, formatMoney(captured, locale)],
    [texts.refunded, formatMoney(refunded, locale)],
    [texts.refundable, formatMoney(refundable, locale)],
    [texts.provider, [provider, providerRef, ...method].filter(Boolean).join(' · ')],
  ] as const
  return <Facts rows={rows} />
}

const startOfWish: RefundWish = { kind: 'whole', amount: '', quantities: new Map() }

function Refund({ order, intent }: IntentProps) {
  const { call } = useApi()
  const texts = useOrderTexts()
  const locale = useLocale()
  const { may } = usePermissions()
  const changed = useOrderChanged(order.orderId)
  const [wish, setWish] = useState(startOfWish)
  if (!may('refunds.write') || intent.refundable.amount === 0) return null
  const around = {
    refundable: intent.refundable.amount,
    lines: order.lines.map(({ sku, quantity, gross }) => ({ sku, quantity, gross: gross.amount })),
    isUnsent: order.parcels.every(({ handedOverAt }) => handedOverAt === undefined),
  }
  const { currency } = intent.refundable
  const amount = refundAmount(wish, around)

  async function refund(reason: string, key: string): Promise<void> {
    const body = refundBody(wish, around, reason)
    // the form says what is missing
    if (!body) throw new Error('the refund is not whole')
    const params = { paymentIntentId: intent.id }
    const headers = { 'idempotency-key': key }
    await call<typeof createRefund>('POST /api/payment-intents/{paymentIntentId}/refunds', {
      ...{ params, headers, body },
    }).finally(changed)
    setWish(startOfWish)
  }
  return (
    <p>
      <DangerAction
        action={texts.refund}
        request={`refund/${intent.id}`}
        effect={texts.refundEffect(
          amount === undefined ? '…' : formatMoney({ amount, currency }, locale),
        )}
        run={refund}
      >
        <RefundForm
          {...{ order, wish, onChange: setWish }}
          decidesGoods={mustDecideGoods(wish, around)}
        />
      </DangerAction>
    </p>
  )
}

function Attempts({ intent: { attempts } }: Pick<IntentProps, 'intent'>) {
  const texts = useOrderTexts()
  const locale = useLocale()
  return (
    <>
      <h3>{texts.attempts}</h3>
      <ul>
        {attempts.map(({ number, startedAt, failureCode }) => (
          <li key={number}>
            {number} · {formatDate(startedAt, 'moment', locale)}
            {failureCode ? ` · ${failureCode}` : ''}
          </li>
        ))}
      </ul>
    </>
  )
}
