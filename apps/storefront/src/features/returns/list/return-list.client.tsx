'use client'

import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import type { Locale } from '../../../messages/messages.ts'
import { orderMessages } from '../../../messages/orders.ts'
import { returnMessages } from '../../../messages/returns.ts'
import button from '../../../ui/button.module.css'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { isSignedOut } from '../../../visitor/session-end.ts'
import { usePages } from '../../../visitor/use-pages.ts'
import { accountPath } from '../../account/account-pages.ts'
import { ProblemAlert } from '../../frame/problem-alert.tsx'
import { reachedStepOf } from '../return-steps.ts'
import styles from './return-list.module.css'

type ListProps = { readonly locale: Locale }

const idOf = ({ returnId }: Return) => returnId

/** The returns of the account, each with how far it is and the way to its order. */
export function ReturnList({ locale }: ListProps) {
  const { mine: m, again: tryAgain } = returnMessages(locale)
  const { items, problem, again, hasMore } = usePages('/bff/returns?limit=20', idOf)
  return (
    <div className={styles.list}>
      {!items && !problem && <Skeleton text={m.loading} lines={6} />}
      {items?.length === 0 && (
        <p>
          {m.none} <a href={accountPath(locale, 'orders')}>{m.toOrders}</a>
        </p>
      )}
      {items && items.length > 0 && (
        <ul className={styles.returns}>
          {items.map((ret) => (
            <ReturnRow key={ret.returnId} {...{ ret, locale }} />
          ))}
        </ul>
      )}
      {problem && !isSignedOut(problem) && (
        <ProblemAlert code={problem.code} locale={locale}>
          <button type="button" className={button.button} onClick={again}>
            {tryAgain}
          </button>
        </ProblemAlert>
      )}
      {hasMore && !problem && (
        <button type="button" className={`${button.button} ${button.quiet}`} onClick={again}>
          {m.more}
        </button>
      )}
    </div>
  )
}

function ReturnRow({ ret, locale }: ListProps & { readonly ret: Return }) {
  const m = returnMessages(locale)
  const day = formatDate(ret.requestedAt, 'date', locale)
  const goods = ret.lines.map(
    ({ quantity, title }) => `${quantity} × ${readText(title, locale).text}`,
  )
  return (
    <li className={styles.return}>
      <span>{ret.kind === 'withdrawal' ? m.withdrawal(day) : m.one(day)}</span>
      <a href={`${accountPath(locale, 'orders')}/${encodeURIComponent(ret.orderId)}`}>
        {orderMessages(locale).number(ret.orderNumber)}
      </a>
      <span className={styles.what}>{goods.join(', ')}</span>
      <span className={styles.state}>{m.steps[reachedStepOf(ret)]}</span>
    </li>
  )
}
