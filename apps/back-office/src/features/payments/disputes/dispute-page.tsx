import type { readDispute } from '@comptoir/contracts/payments/dispute-routes'
import type { DisputeDetails } from '@comptoir/contracts/payments/schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useApi, useLocale } from '../../../office.tsx'
import { BackLink } from '../../../ui/detail/back-link.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { DetailPage } from '../../../ui/detail/detail-page.tsx'
import { Facts } from '../../../ui/detail/facts.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { usePaymentWords } from '../use-payment-words.ts'
import { Answer } from './answer.tsx'
import { AnswerForm } from './answer-form.tsx'
import { deadlineText, isAnswerable, timeLeft } from './deadline.ts'
import { DisputeState } from './dispute-state.tsx'
import { reasonText } from './reason-text.ts'

const route = getRouteApi('/payments/disputes/$disputeId')

/** A dispute: what the bank took back and why, until when it can be answered, and the answer. */
export function DisputePage() {
  const { call } = useApi()
  const { disputeId } = route.useParams()
  const { disputes: words, back } = usePaymentWords()
  const locale = useLocale()
  const asked = useQuery({
    queryKey: ['payments', 'GetDispute', disputeId],
    queryFn: ({ signal }) =>
      call<typeof readDispute>('GET /api/disputes/{disputeId}', { params: { disputeId }, signal }),
  })
  return (
    <DetailPage
      key={disputeId}
      asked={asked}
      back={<BackLink to="/payments/disputes" text={back} />}
      title={({ id }) => words.title(id)}
      head={(dispute) => (
        <>
          <DisputeState dispute={dispute} />
          <span className={classes['sum']}>{formatMoney(dispute.amount, locale)}</span>
        </>
      )}
    >
      {(dispute) => <Dispute dispute={dispute} />}
    </DetailPage>
  )
}

type Props = { readonly dispute: DisputeDetails }

function Dispute({ dispute }: Props) {
  const { disputes: words } = usePaymentWords()
  return (
    <>
      <Deadline dispute={dispute} />
      <div className={classes['columns']}>
        <section className={classes['block']}>
          <h2>{words.answerTitle}</h2>
          <Answer dispute={dispute} />
          <AnswerForm dispute={dispute} />
        </section>
        <Around dispute={dispute} />
      </div>
    </>
  )
}

/** Until when the bank takes an answer, in words. */
function Deadline({ dispute }: Props) {
  const { disputes: words } = usePaymentWords()
  const locale = useLocale()
  if (!isAnswerable(dispute)) return null
  const { dueBy } = dispute
  const now = Date.now()
  const left = timeLeft(dueBy, now)
  const isUrgent = left.kind === 'late' || (left.kind !== 'none' && left.isSoon)
  return (
    <Notice tone={isUrgent ? 'attention' : 'calm'}>
      {deadlineText(dueBy, { now, words, locale })}
    </Notice>
  )
}

function Around({ dispute }: Props) {
  const { disputes: words, order } = usePaymentWords()
  const locale = useLocale()
  const { paymentIntentId, orderId, reason, fee, openedAt, closedAt } = dispute
  const moment = (at: string) => formatDate(at, 'moment', locale)
  return (
    <section className={classes['block']}>
      <h2>{words.columns.reason}</h2>
      <Facts
        rows={[
          [words.columns.reason, reasonText(reason, words)],
          [words.columns.amount, formatMoney(dispute.amount, locale)],
          [words.fee, fee && formatMoney(fee, locale)],
          [words.opened, moment(openedAt)],
          [words.closed, closedAt && moment(closedAt)],
          [
            words.payment,
            <Link
              key={paymentIntentId}
              to="/payments/$paymentIntentId"
              params={{ paymentIntentId }}
            >
              {paymentIntentId}
            </Link>,
          ],
          [
            order,
            <Link key={orderId} to="/orders/$orderId/$tab" params={{ orderId, tab: 'payments' }}>
              {orderId}
            </Link>,
          ],
        ]}
      />
    </section>
  )
}
