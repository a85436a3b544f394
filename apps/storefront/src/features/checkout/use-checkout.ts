import type { SavedAddress } from '@comptoir/contracts/accounts/schemas'
import type { Shop } from '@comptoir/contracts/admin/schemas'
import type { Cart } from '@comptoir/contracts/carts/schemas'
import type { PaymentMethods } from '@comptoir/contracts/payments/schemas'
import { useCallback, useEffect, useState } from 'react'
import { ask, type Problem } from '../../visitor/ask.ts'
import { tabStorage } from '../../visitor/tab-storage.ts'
import { type CheckoutForm, emptyForm } from './form/checkout-form.ts'

/** What the page is made from; a part that did not answer is null. */
export type CheckoutView = {
  readonly cart: Cart | null
  readonly shop: Shop | null
  readonly methods: PaymentMethods | null
  readonly addresses: readonly SavedAddress[] | null
  /** Whether the service that takes orders answered. */
  readonly canOrder: boolean
  readonly person: {
    readonly firstName: string
    readonly lastName: string
    readonly email: string
  } | null
}

const formName = 'comptoir.checkout'

function savedForm(): CheckoutForm {
  try {
    const kept = JSON.parse(tabStorage.getItem(formName) ?? '{}') as Partial<CheckoutForm>
    return { ...emptyForm, ...kept, payment: '', acceptTerms: false }
  } catch {
    return emptyForm
  }
}

/** What the page needs, asked for anew when somebody signs in or the cart changes. */
export function useCheckoutView() {
  const [view, setView] = useState<CheckoutView>()
  const [problem, setProblem] = useState<Problem>()
  const reload = useCallback(async () => {
    const answer = await ask<CheckoutView>('GET /bff/checkout')
    setProblem('problem' in answer ? answer.problem : undefined)
    if ('value' in answer) setView(answer.value)
  }, [])
  useEffect(() => void reload(), [reload])
  return { view, problem, reload }
}

/** The order is made: what was typed is of no use any more. */
export const clearForm = (): void => tabStorage.removeItem(formName)

/** The form: it survives a reload and the end of a session; how one pays is not kept. */
export function useCheckoutForm() {
  // there is a form only in a browser, after its view has come
  const [form, setForm] = useState(savedForm)
  const change = useCallback((next: Partial<CheckoutForm>) => {
    setForm((before) => {
      const form = { ...before, ...next }
      const { payment: _payment, ...kept } = form
      tabStorage.setItem(formName, JSON.stringify(kept))
      return form
    })
  }, [])
  return { form, change }
}
