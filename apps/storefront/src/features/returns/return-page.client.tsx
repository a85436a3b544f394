'use client'

import type { Return } from '@comptoir/contracts/orders/return-schemas'
import type { Order } from '@comptoir/contracts/orders/view'
import type { Locale } from '../../messages/messages.ts'
import { returnMessages } from '../../messages/returns.ts'
import button from '../../ui/button.module.css'
import { ProblemAlert } from '../frame/problem-alert.tsx'
import { ReturnCard } from './return-card.client.tsx'
import { ReturnForm } from './return-form.client.tsx'
import { isDelivered, returnableOf } from './returnable.ts'
import styles from './returns.module.css'
import { usePolicy } from './use-policy.ts'
import { useReturns } from './use-returns.ts'

type ReturnPageProps = {
  readonly order: Order
  readonly locale: Locale
  /** The page of the order. */
  readonly orderPath: string
  readonly refresh: () => void
}

/** Sends goods of an order back, and shows how far its returns are. */
export function ReturnPage({ order, locale, orderPath, refresh }: ReturnPageProps) {
  const m = returnMessages(locale)
  const { returns, problem, again, take } = useReturns(order.orderId)
  const rules = usePolicy()
  const { policy } = rules
  const goods = returnableOf(order)

  function onChange(ret: Return): void {
    take(ret)
    // the order counts what comes back
    refresh()
  }

  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <p className={styles.back}>
          <a href={orderPath}>{m.back}</a>
        </p>
        <h1>{m.title}</h1>
        <p className={styles.hint}>{m.of(order.number)}</p>
      </div>
      {problem && problem.status !== 401 && <Failed {...{ locale, again }} code={problem.code} />}
      {returns && returns.length > 0 && (
        <section className={styles.list} aria-labelledby="returns">
          <h2 id="returns">{m.list}</h2>
          {returns.map((ret) => (
            <ReturnCard
              key={ret.returnId}
              {...{ ret, policy, locale, onChange }}
              onRefused={refresh}
            />
          ))}
        </section>
      )}
      {rules.problem && <Failed {...{ locale, again: rules.again }} code={rules.problem.code} />}
      {goods.length === 0 && <p>{isDelivered(order) ? m.nothing : m.notYet}</p>}
      {goods.length > 0 && !policy && !rules.problem && <p role="status">{m.loading}</p>}
      {goods.length > 0 && policy && (
        <ReturnForm {...{ order, goods, policy, locale }} onAsked={onChange} onRefused={refresh} />
      )}
    </div>
  )
}

type FailedProps = {
  readonly code: string
  readonly locale: Locale
  readonly again: () => void
}

function Failed({ code, locale, again }: FailedProps) {
  return (
    <ProblemAlert code={code} locale={locale}>
      <button type="button" className={button.button} onClick={again}>
        {returnMessages(locale).again}
      </button>
    </ProblemAlert>
  )
}
