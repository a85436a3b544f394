import type { PaymentIntent } from '@comptoir/contracts/payments/schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useLocale } from '../../../office.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { StatusBadge } from '../../../ui/status-badge.tsx'
import { paymentTones } from '../payment-tones.ts'
import { usePaymentWords } from '../use-payment-words.ts'
import { Capture } from './capture.tsx'
import { keptOf } from './ledger.ts'
import { LedgerTable } from './ledger-table.tsx'
import { methodText } from './method-text.ts'
import { Refund } from './refund.tsx'
import { useOrderOf, usePayment } from './use-payment.ts'

const route = getRouteApi('/payments/$paymentIntentId')

/** A payment: what was asked, taken and given back, each try, and what can be done with it. */
export function PaymentPage() {
  const { paymentIntentId } = route.useParams()
  const words = usePaymentWords()
  const locale = useLocale()
  return (
    <DetailPage
      key={paymentIntentId}
      asked={usePayment(paymentIntentId)}
      back={<BackLink to="/payments" text={words.back} />}
      title={({ id }) => words.title(id)}
      head={({ status, amount }) => (
        <>
          <StatusBadge text={words.statuses[status]} tone={paymentTones[status]} />
          <span className={classes['sum']}>{formatMoney(amount, locale)}</span>
        </>
      )}
    >
      {(intent) => <Payment intent={intent} />}
    </DetailPage>
  )
}

type Props = { readonly intent: PaymentIntent }

function Payment({ intent }: Props) {
  const words = usePaymentWords()
  const locale = useLocale()
  const { refundOwed } = intent
  return (
    <>
      {refundOwed.amount > 0 ? (
        <Notice tone="attention" title={words.owedTitle}>
          {words.owedText(formatMoney(refundOwed, locale))}
        </Notice>
      ) : null}
      <div className={classes['actions']}>
        <Capture intent={intent} />
        <Refund intent={intent} />
      </div>
      <div className={classes['columns']}>
        <section className={classes['block']}>
          <h2>{words.ledger}</h2>
          <LedgerTable intent={intent} />
        </section>
        <div>
          <Sums intent={intent} />
          <Around intent={intent} />
        </div>
      </div>
    </>
  )
}

function Sums({ intent }: Props) {
  const words = usePaymentWords()
  const locale = useLocale()
  const { amount, captured, authorised, lapsed, refunded, disputed, refundable } = intent
  const money = (of: PaymentIntent['amount'] | undefined) =>
    of === undefined || of.amount === 0 ? undefined : formatMoney(of, locale)
  const kept = { amount: keptOf(intent), currency: amount.currency }
  return (
    <section className={classes['block']}>
      <h2>{words.amount}</h2>
      <Facts
        rows={[
          [words.amount, formatMoney(amount, locale)],
          [words.authorised, money(authorised)],
          [words.lapsed, money(lapsed)],
          [words.captured, formatMoney(captured, locale)],
          [words.refunded, formatMoney(refunded, locale)],
          [words.disputed, money(disputed)],
          [words.kept, formatMoney(kept, locale)],
          [words.refundable, formatMoney(refundable, locale)],
        ]}
      />
    </section>
  )
}

/** The order and the customer that a payment is of; without the order its id stands for it. */
function Around({ intent }: Props) {
  const words = usePaymentWords()
  const locale = useLocale()
  const { orderId, userId, provider, providerRef, createdAt, failureCode } = intent
  const order = useOrderOf(orderId).data
  return (
    <section className={classes['block']}>
      <h2>{words.order}</h2>
      <Facts
        rows={[
          [
            words.order,
            <Link key={orderId} to="/orders/$orderId/$tab" params={{ orderId, tab: 'summary' }}>
              {order?.number ?? orderId}
            </Link>,
          ],
          [words.customer, order?.email ?? userId],
          [words.method, methodText(intent)],
          [words.provider, [provider, providerRef].filter(Boolean).join(' · ')],
          [words.created, formatDate(createdAt, 'moment', locale)],
          [words.failure, failureCode],
        ]}
      />
    </section>
  )
}
