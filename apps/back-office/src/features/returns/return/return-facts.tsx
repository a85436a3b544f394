import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { formatDate } from '@comptoir/site/dates'
import { formatMoney } from '@comptoir/site/money'
import { Link } from '@tanstack/react-router'
import { useLocale } from '../../../office.tsx'
import classes from '../../../ui/detail/detail.module.css'
import { Facts } from '../../../ui/detail/facts.tsx'
import { useReturnTexts } from '../return-texts.ts'

type Counted = readonly { readonly sku: string; readonly quantity: number }[]
const countedText = (lines: Counted) =>
  lines.map(({ sku, quantity }) => `${quantity} × ${sku}`).join(', ')

/** What is known of a return beside its goods: order, money, papers. */
export function ReturnFacts({ ret }: { readonly ret: Return }) {
  const texts = useReturnTexts()
  const locale = useLocale()
  const { orderId, orderNumber, requestedAt, approval, sending, estimate } = ret
  const money = (amount: Return['estimate']['total']) => formatMoney(amount, locale)
  const moment = (at: string) => formatDate(at, 'moment', locale)
  return (
    <section className={classes['block']}>
      <Facts
        rows={[
          [
            texts.order,
            <Link key="o" to="/orders/$orderId/$tab" params={{ orderId, tab: 'summary' }}>
              {orderNumber}
            </Link>,
          ],
          [texts.requestedAt, `${moment(requestedAt)} · ${texts.by[ret.requestedBy]}`],
          [texts.dueAt, approval && moment(approval.dueAt)],
          [
            texts.sending,
            sending && [sending.carrier, sending.trackingNumber].filter(Boolean).join(' '),
          ],
          [texts.label, labelText(ret, texts)],
          [
            texts.estimate,
            `${money(estimate.total)} (${texts.estimateParts(money(estimate.goods), money(estimate.shipping))})`,
          ],
          ...outcomeRows(ret, texts, money),
        ]}
      />
    </section>
  )
}

type Texts = ReturnType<typeof useReturnTexts>

function labelText({ label }: Return, texts: Texts) {
  if (!label) return undefined
  return `${texts.labelStates[label.status]}, ${texts.paidBy[label.paidBy]}`
}

type ShowMoney = (amount: Return['estimate']['total']) => string

/** What came of it, as far as it is known. */
function outcomeRows(ret: Return, texts: Texts, money: ShowMoney) {
  const { exchange, restocked, refund, creditNote, ending } = ret
  return [
    [texts.exchange, exchange && texts.exchangeStates[exchange.status]],
    [texts.restocked, restocked && countedText(restocked.lines)],
    [texts.refund, refund && `${money(refund.amount)} · ${texts.refundStates[refund.status]}`],
    [texts.creditNote, creditNote?.number],
    [texts.ending, ending?.reason],
  ] as const
}
