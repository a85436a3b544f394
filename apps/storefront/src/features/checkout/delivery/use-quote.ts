import type { CartQuote } from '@comptoir/contracts/carts/schemas'
import { useCallback, useEffect, useState } from 'react'
import { type Answer, ask, type Problem } from '../../../visitor/ask.ts'
import { isQuotable } from '../form/checkout-form.ts'
import { quoteAgainAfterMs } from './quote-again.ts'

export type QuoteState = {
  readonly quote: CartQuote | undefined
  readonly isAsking: boolean
  readonly problem: Problem | undefined
  /** Asks once more. */
  readonly again: () => void
}

type Wanted = {
  /** The cart as it was last shown: another version costs something else. */
  readonly cartVersion: number | undefined
  /** Grows when the shop said that the totals are others by now. */
  readonly round: number
  readonly countryCode: string | undefined
  readonly postalCode: string | undefined
  readonly shippingOptionId: string
  readonly email: string | undefined
  readonly provider: string | undefined
}

const debounceMs = 350
const nothing: Omit<QuoteState, 'again'> = { quote: undefined, isAsking: false, problem: undefined }

/** Asks a few times when the shop does not answer. */
async function askPatiently(body: object, signal: AbortSignal): Promise<Answer<CartQuote>> {
  for (let tries = 0; ; tries += 1) {
    const answer = await ask<CartQuote>('POST /bff/cart/quote', { body, signal })
    const waitMs = 'problem' in answer ? quoteAgainAfterMs(answer.problem, tries) : undefined
    if (waitMs === undefined) return answer
    await new Promise((resolve) => setTimeout(resolve, waitMs))
    if (signal.aborted) return answer
  }
}

/** What the cart costs with its delivery: asked for a moment after the last change, an older question is given up. */
export function useQuote(wanted: Wanted): QuoteState {
  const [state, setState] = useState(nothing)
  const [asked, setAsked] = useState(0)
  const again = useCallback(() => setAsked((before) => before + 1), [])
  const question = JSON.stringify({ ...wanted, asked })
  useEffect(() => {
    const { cartVersion, countryCode, postalCode, ...rest } = JSON.parse(question) as Wanted
    if (cartVersion === undefined || !isQuotable({ countryCode, postalCode })) {
      setState(nothing)
      return
    }
    const abort = new AbortController()
    setState((before) => ({ ...before, isAsking: true, problem: undefined }))
    const timer = setTimeout(async () => {
      const { shippingOptionId, email, provider } = rest
      const body = {
        shippingAddress: { countryCode, postalCode },
        ...(shippingOptionId && { shippingOptionId }),
        ...(email && { email }),
        ...(provider && { paymentProvider: provider }),
      }
      const { signal } = abort
      const answer = await askPatiently(body, signal)
      if (signal.aborted) return
      if ('value' in answer) setState({ quote: answer.value, isAsking: false, problem: undefined })
      else setState({ quote: undefined, isAsking: false, problem: answer.problem })
    }, debounceMs)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [question])
  return { ...state, again }
}
