'use client'

import type { Return, ReturnPolicy } from '@comptoir/contracts/orders/return-schemas'
import type { Order } from '@comptoir/contracts/orders/view'
import { type SyntheticEvent, useRef, useState } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { codeOfOrder, problemText } from '../../messages/problems.ts'
import { type ReturnMessages, returnMessages } from '../../messages/returns.ts'
import { Alert } from '../../ui/alert.tsx'
import button from '../../ui/button.module.css'
import { ask, type Problem } from '../../visitor/ask.ts'
import { labelText } from './label-text.ts'
import { LineChoice } from './line-choice.client.tsx'
import { linesOf, type ReturnWish, wishOf } from './return-wish.ts'
import type { Returnable } from './returnable.ts'
import styles from './returns.module.css'

type ReturnFormProps = {
  readonly order: Order
  readonly goods: readonly Returnable[]
  readonly policy: ReturnPolicy
  readonly locale: Locale
  readonly onAsked: (ret: Return) => void
  /** Has the order read again: what can be returned may be less now, or nobody signed in. */
  readonly onRefused: () => void
}

/** Asks to send goods back. What is chosen stays until the shop has taken it. */
export function ReturnForm({ order, goods, policy, locale, onAsked, onRefused }: ReturnFormProps) {
  const m = returnMessages(locale)
  const [wish, setWish] = useState<ReturnWish>({})
  const [isRunning, setRunning] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const keyOf = useKey()
  const lines = linesOf(wish, goods)

  async function submit(event: SyntheticEvent): Promise<void> {
    event.preventDefault()
    if (isRunning) return
    if (lines.length === 0) return setRefusal(m.chooseFirst)
    setRunning(true)
    setRefusal(undefined)
    const path = `/bff/orders/${encodeURIComponent(order.orderId)}/returns`
    const answer = await ask<Return>(`POST ${path}`, { body: { lines }, key: keyOf(lines) })
    setRunning(false)
    if ('problem' in answer) {
      setRefusal(refusalText(answer.problem, m, locale))
      return onRefused()
    }
    setWish({})
    onAsked(answer.value)
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)}>
      <h2>{m.choose}</h2>
      <p>{m.window(policy.returnDays)}</p>
      {goods.map((one) => (
        <LineChoice
          key={one.sku}
          {...{ goods: one, policy, locale, wish: wishOf(wish, one) }}
          onChange={(next) => setWish((before) => ({ ...before, [one.sku]: next }))}
        />
      ))}
      {lines.length > 0 && <p>{labelText(policy, lines, locale)}</p>}
      {refusal && (
        <Alert takesFocus>
          <p>{refusal}</p>
        </Alert>
      )}
      <button type="submit" className={button.button} aria-disabled={isRunning}>
        {isRunning ? m.running : m.submit}
      </button>
    </form>
  )
}

/** The key of a wish: the same as long as the same is asked for. */
function useKey() {
  const last = useRef({ text: '', key: '' })
  return function keyOf(wish: unknown): string {
    const text = JSON.stringify(wish)
    if (last.current.text !== text) last.current = { text, key: crypto.randomUUID() }
    return last.current.key
  }
}

/** Why a return is not taken: what is wrong with which goods, else that the time is over, else what the problem means. */
function refusalText(problem: Problem, m: ReturnMessages, locale: Locale): string {
  const texts: Readonly<Record<string, string>> = m.problems
  const found = problem.errors?.map(({ code = '' }) => texts[code]).find(Boolean)
  if (found) return found
  if (problem.code === 'transition_refused') return m.tooLate
  return problemText(codeOfOrder(problem.code), locale)
}
