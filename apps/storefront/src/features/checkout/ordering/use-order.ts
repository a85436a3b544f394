import type { Order } from '@comptoir/contracts/orders/view'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Answer, ask } from '../../../visitor/ask.ts'
import { tabStorage } from '../../../visitor/tab-storage.ts'
import type { OrderWish } from '../form/checkout-form.ts'
import { isFinal, isOrder, type Outcome, outcomeOf } from './checkout-answer.ts'
import { createIntentions, type Intention, isFresh } from './intention.ts'

export type OrderState = {
  /** A wish is under way: nothing can be pressed. */
  readonly isOrdering: boolean
  readonly outcome: Outcome | undefined
}

/** The shop waits ten seconds for an order to be decided. */
const timeoutMs = 30_000
const retriesAtMost = 5
/** After a lost connection, asked again so often by itself, in ms; at once when the browser is online again. */
const reconnectMs = 4_000

const orderedName = 'comptoir.ordered'

/** The order that this tab placed last. */
export function lastOrder(): { readonly cartId: string; readonly orderId: string } | undefined {
  try {
    return JSON.parse(tabStorage.getItem(orderedName) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

const noteOrder = (cartId: string, orderId: string): void =>
  tabStorage.setItem(orderedName, JSON.stringify({ cartId, orderId }))

const intentions = () =>
  createIntentions<OrderWish>('comptoir.order', tabStorage, () => crypto.randomUUID())

const send = ({ key, body }: Intention<OrderWish>): Promise<Answer<Order>> =>
  ask<Order>('POST /bff/checkout', { body, key, timeoutMs })

function pause(ms: number, untilOnline: boolean): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    if (untilOnline) window.addEventListener('online', done)
  })
}

/**
 * Orders once, whatever one presses: a wish has one key until its last answer, in this tab and over a reload. Without an answer it is
 * sent again, never a new one.
 */
export function useOrder() {
  const [state, setState] = useState<OrderState>({ isOrdering: false, outcome: undefined })
  const running = useRef(false)

  const run = useCallback(async (intention: Intention<OrderWish>): Promise<void> => {
    if (running.current) return
    running.current = true
    setState({ isOrdering: true, outcome: undefined })
    const outcome = await sendUntilAnswered(intention, (passing) =>
      setState({ isOrdering: true, outcome: passing }),
    )
    running.current = false
    if (isFinal(outcome)) intentions().end()
    setState({ isOrdering: false, outcome })
  }, [])

  useEffect(() => {
    // a reload while it was under way: the shopper has pressed already
    const pending = intentions().pending()
    if (!pending) return
    if (isFresh(pending, Date.now())) void run(pending)
    else setState({ isOrdering: false, outcome: { kind: 'left' } })
  }, [run])

  return {
    ...state,
    order: (body: OrderWish) => run(intentions().of(body)),
    /** Sends what has no last answer yet once more. */
    again: () => {
      const pending = intentions().pending()
      if (pending) void run(pending)
    },
    /** The shopper changed something: what was said of the former wish no longer counts. */
    forget: () =>
      setState((before) => (before.isOrdering ? before : { ...before, outcome: undefined })),
  }
}

export type Ordering = ReturnType<typeof useOrder>

async function sendUntilAnswered(
  intention: Intention<OrderWish>,
  onPassing: (outcome: Outcome) => void,
): Promise<Outcome> {
  for (let tries = 0; ; tries += 1) {
    const answer = await send(intention)
    const outcome = outcomeOf(answer)
    if ('value' in answer && isOrder(answer.value))
      noteOrder(intention.body.cartId, answer.value.orderId)
    const waitMs = repeatAfterMs(outcome, tries)
    if (waitMs === undefined) return outcome
    onPassing(outcome)
    await pause(waitMs, outcome.kind === 'lost')
  }
}

/** When the same is to be sent again by itself; nothing when the shopper has to do something first. */
function repeatAfterMs(outcome: Outcome, tries: number): number | undefined {
  if (outcome.kind === 'lost') return reconnectMs
  const mayRepeat = outcome.kind === 'wait' && tries < retriesAtMost
  return mayRepeat ? outcome.seconds * 1_000 : undefined
}
