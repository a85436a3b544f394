'use client'

import type { PaymentMethods } from '@comptoir/contracts/payments/schemas'
import { useEffect, useState } from 'react'
import { checkoutMessages } from '../../../messages/checkout.ts'
import type { Locale } from '../../../messages/messages.ts'
import button from '../../../ui/button.module.css'
import { type Answer, ask, type Problem } from '../../../visitor/ask.ts'
import { tabStorage } from '../../../visitor/tab-storage.ts'
import { ProblemAlert } from '../../frame/problem-alert.tsx'
import styles from '../checkout.module.css'
import { methodOf } from '../form/checkout-form.ts'
import { isFinal, outcomeOfProblem } from '../ordering/checkout-answer.ts'
import { createIntentions } from '../ordering/intention.ts'
import { firstPayment, PaymentChoice } from './payment-choice.client.tsx'

export type Payment = ReturnType<typeof methodOf>

type PayAgainProps<T> = {
  readonly locale: Locale
  readonly isDemo: boolean
  /** What is paid: one payment of it at a time, under one key until it has its last answer. */
  readonly name: string
  readonly pay: (payment: Payment, key: string) => Promise<Answer<T>>
  readonly onPaid: (value: T) => void
}

/** A choice of how to pay and a button: for an order whose payment was refused, and for a link. */
export function PayAgain<T>({ locale, isDemo, name, pay, onPaid }: PayAgainProps<T>) {
  const m = checkoutMessages(locale)
  const [methods, setMethods] = useState<PaymentMethods | null>()
  const [chosen, setChosen] = useState('')
  const [isPaying, setPaying] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  useEffect(() => {
    void ask<PaymentMethods>('GET /bff/payment-methods?currency=EUR').then((answer) => {
      const found = 'value' in answer ? answer.value : null
      setMethods(found)
      setChosen((before) => before || firstPayment(found))
    })
  }, [])

  async function submit(): Promise<void> {
    if (isPaying || chosen === '') return
    setPaying(true)
    setProblem(undefined)
    const intentions = createIntentions<string>(name, tabStorage, () => crypto.randomUUID())
    const answer = await pay(methodOf(chosen), intentions.of(chosen).key)
    setPaying(false)
    if ('value' in answer) {
      intentions.end()
      return onPaid(answer.value)
    }
    // without its last answer the same payment is asked for again, under its key
    if (isFinal(outcomeOfProblem(answer.problem))) intentions.end()
    setProblem(answer.problem)
  }

  if (methods === undefined) return <p className={styles.hint}>{m.loading}</p>
  return (
    <form
      className={styles.section}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <PaymentChoice
        {...{ locale, methods, isDemo, chosen, error: undefined, onChoose: setChosen }}
      />
      {problem && <ProblemAlert code={problem.code} locale={locale} takesFocus />}
      <button type="submit" className={button.button} aria-disabled={isPaying}>
        {isPaying ? m.paying : m.payAgain}
      </button>
    </form>
  )
}
