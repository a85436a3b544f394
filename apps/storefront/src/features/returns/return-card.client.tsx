'use client'

import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import { formatMoney } from '@comptoir/site/money'
import type { Locale } from '../../messages/messages.ts'
import { returnMessages } from '../../messages/returns.ts'
import { Rail } from '../../ui/rail.tsx'
import { PaperLink } from '../frame/paper-link.client.tsx'
import { ReturnActions, type ReturnProps } from './return-actions.client.tsx'
import { isReturnOpen, returnStepsOf } from './return-steps.ts'
import styles from './returns.module.css'

/** A return: what comes back, how far it is, and what there is to do. */
export function ReturnCard(props: ReturnProps) {
  const { ret, locale } = props
  const m = returnMessages(locale)
  const day = formatDate(ret.requestedAt, 'date', locale)
  const stations = returnStepsOf(ret).map(({ key, state, at }) => ({
    ...{ key, state, title: m.steps[key] },
    ...(at && { detail: formatDate(at, 'moment', locale) }),
    ...(state === 'current' && { detail: m.current }),
  }))
  return (
    <article className={styles.card}>
      <h3>{ret.kind === 'withdrawal' ? m.withdrawal(day) : m.one(day)}</h3>
      <Goods {...{ ret, locale }} />
      <Rail label={m.progress} stations={stations} />
      <p role="status" className="hidden">
        {stations.findLast(({ state }) => state !== 'todo')?.title}
      </p>
      <Money {...{ ret, locale }} />
      {isReturnOpen(ret) && <ReturnActions {...props} />}
    </article>
  )
}

type PartProps = { readonly ret: Return; readonly locale: Locale }

function Goods({ ret, locale }: PartProps) {
  const m = returnMessages(locale)
  return (
    <ul className={styles.goods} aria-label={m.goods}>
      {ret.lines.map(({ sku, title, quantity, exchange }) => (
        <li key={sku}>
          {quantity} × {readText(title, locale).text}
          {exchange && ` ${m.exchangedFor(readText(exchange.title, locale).text)}`}
        </li>
      ))}
    </ul>
  )
}

/** What is given back: expected, on its way, or there with its paper; and what was refused by law. */
function Money({ ret, locale }: PartProps) {
  const m = returnMessages(locale)
  const { refund, estimate, creditNote, refusals = [], orderId } = ret
  const isExchange = ret.lines.some(({ exchange }) => exchange)
  return (
    <>
      {refusals.map(({ sku, reason }) => (
        <p key={sku}>{readText(reason, locale).text}</p>
      ))}
      {!refund && isReturnOpen(ret) && !isExchange && (
        <p>{m.estimate(formatMoney(estimate.total, locale))}</p>
      )}
      {refund && refund.amount.amount > 0 && <p>{refundText(refund, locale)}</p>}
      {creditNote && (
        <div className={styles.buttons}>
          <PaperLink
            href={`/bff/credit-notes/${creditNote.creditNoteId}/pdf?order=${orderId}`}
            fileName={m.creditNoteFile(creditNote.number)}
            locale={locale}
          >
            {m.creditNote(creditNote.number)}
          </PaperLink>
        </div>
      )}
    </>
  )
}

function refundText(refund: NonNullable<Return['refund']>, locale: Locale): string {
  const m = returnMessages(locale)
  const amount = formatMoney(refund.amount, locale)
  if (refund.status === 'failed') return m.refundFailed
  return refund.status === 'succeeded' ? m.refund(amount) : m.refundPending(amount)
}
