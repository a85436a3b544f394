'use client'

import type { Order } from '@comptoir/contracts/orders/view'
import { readText } from '@comptoir/site/localized'
import { useState } from 'react'
import type { Locale } from '../../../messages/messages.ts'
import { orderPageMessages } from '../../../messages/order-page.ts'
import { Alert } from '../../../ui/alert.tsx'
import button from '../../../ui/button.module.css'
import type { Problem } from '../../../visitor/ask.ts'
import { type Added, addAll, openCart } from '../../../visitor/cart-store.ts'
import { ProblemAlert } from '../../frame/problem-alert.tsx'
import { type Lack, lacksOf, remainingOf, wantedOf } from './buy-again.ts'

type BuyAgainProps = { readonly order: Order; readonly locale: Locale }

/** Puts what an order had into the cart; says what is gone before anything else opens. */
export function BuyAgain({ order, locale }: BuyAgainProps) {
  const m = orderPageMessages(locale).buyAgain
  const [isRunning, setRunning] = useState(false)
  const [lacks, setLacks] = useState<readonly Lack[]>([])
  const [problem, setProblem] = useState<Problem>()
  const [last, setLast] = useState(nothingLeft)

  async function buy(): Promise<void> {
    if (isRunning) return
    setRunning(true)
    const answer = await addAll(order.orderId, remainingOf(order.lines, last.failed))
    setRunning(false)
    setProblem('problem' in answer ? answer.problem : undefined)
    if ('value' in answer) take(answer.value)
  }

  function take({ cart, failed, ...added }: Added): void {
    const refused = [...last.refused, ...added.refused]
    const isWhole = failed.length === 0
    setLast(isWhole ? nothingLeft : { refused, failed })
    const tried = order.lines.filter(({ sku }) => !failed.includes(sku))
    const missing = lacksOf(tried, refused, cart)
    setLacks(missing)
    if (isWhole && missing.length === 0) openCart()
  }

  const hasFailed = last.failed.length > 0
  const label = hasFailed ? m.addRest : m.button
  return (
    <>
      <button
        type="button"
        className={`${button.button} ${button.quiet}`}
        aria-disabled={isRunning}
        onClick={() => void buy()}
      >
        {isRunning ? m.running : label}
      </button>
      {problem && <ProblemAlert code={problem.code} locale={locale} takesFocus />}
      {hasFailed && !problem && !isRunning && (
        <Alert takesFocus>
          <p>{m.failed}</p>
        </Alert>
      )}
      {lacks.length > 0 && <Lacking {...{ order, lacks, locale }} />}
    </>
  )
}

type Last = { readonly refused: readonly string[]; readonly failed: readonly string[] }

/** Nothing of the last click has to be tried once more. */
const nothingLeft: Last = { refused: [], failed: [] }

function Lacking({ order, lacks, locale }: BuyAgainProps & { readonly lacks: readonly Lack[] }) {
  const m = orderPageMessages(locale).buyAgain
  const gone = lacks.filter(({ kind }) => kind === 'gone').length
  const isNothing = gone === wantedOf(order.lines).length
  return (
    <Alert tone="info" takesFocus>
      <p>{isNothing ? m.nothing : m.gone}</p>
      {!isNothing && (
        <ul>
          {lacks.map((lack) => (
            <li key={lack.sku}>{lackText(lack, locale)}</li>
          ))}
        </ul>
      )}
      {!isNothing && (
        <p>
          {m.rest} <a href={`/${locale}/cart`}>{m.cart}</a>
        </p>
      )}
    </Alert>
  )
}

function lackText(lack: Lack, locale: Locale): string {
  const m = orderPageMessages(locale).buyAgain
  const what = readText(lack.title, locale).text
  return lack.kind === 'gone' ? m.isGone(what) : m.isShort(what, lack.left)
}
