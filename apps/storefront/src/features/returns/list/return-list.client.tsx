'use client'

import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { formatDate } from '@comptoir/site/dates'
import { readText } from '@comptoir/site/localized'
import type { Locale } from '../../../messages/messages.ts'
import { orderMessages } from '../../../messages/orders.ts'
import { returnMessages } from '../../../messages/returns.ts'
import { usePages } from '../../../visitor/use-pages.ts'
import { accountPath } from '../../account/account-pages.ts'
import list from '../../account/own-list/own-list.module.css'
import { OwnList } from '../../account/own-list/own-list.tsx'
import { reachedStepOf } from '../return-steps.ts'
import styles from './return-list.module.css'

type ListProps = { readonly locale: Locale }

const idOf = ({ returnId }: Return) => returnId

/** The returns of the account, each with how far it is and the way to its order. */
export function ReturnList({ locale }: ListProps) {
  const { mine: m, again } = returnMessages(locale)
  const pages = usePages('/bff/returns?limit=20', idOf)
  return (
    <div className={list.list}>
      <OwnList
        {...{ pages, locale, words: { ...m, again } }}
        nothing={
          <p>
            {m.none} <a href={accountPath(locale, 'orders')}>{m.toOrders}</a>
          </p>
        }
        row={(ret) => <ReturnRow key={ret.returnId} {...{ ret, locale }} />}
      />
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
    <li className={`${list.row} ${styles.return}`}>
      <span>{ret.kind === 'withdrawal' ? m.withdrawal(day) : m.one(day)}</span>
      <a href={`${accountPath(locale, 'orders')}/${encodeURIComponent(ret.orderId)}`}>
        {orderMessages(locale).number(ret.orderNumber)}
      </a>
      <span className={list.what}>{goods.join(', ')}</span>
      <span className={list.state}>{m.steps[reachedStepOf(ret)]}</span>
    </li>
  )
}
