import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ask, type Problem } from '../../visitor/ask.ts'
import { createPolling } from '../../visitor/live/polling.ts'
import { isReturnOpen } from './return-steps.ts'

type Page = { readonly items: readonly Return[] }

/** A label is made meanwhile, staff look at what came: it is read again as long as anything is to come. */
const isWaiting = (returns: readonly Return[] | undefined) => returns?.some(isReturnOpen) === true

/** The returns of an order, the newest first, as they are now; `take` puts in what a change answered. */
export function useReturns(orderId: string) {
  const [returns, setReturns] = useState<readonly Return[]>()
  const [problem, setProblem] = useState<Problem>()
  const polling = useRef<ReturnType<typeof createPolling>>(undefined)

  const read = useCallback(async () => {
    const id = encodeURIComponent(orderId)
    const answer = await ask<Page>(`GET /bff/returns?orderId=${id}&order=${id}&limit=50`)
    if ('problem' in answer) return setProblem(answer.problem)
    setProblem(undefined)
    setReturns(answer.value.items)
  }, [orderId])

  useEffect(() => {
    void read()
  }, [read])

  const isOpen = isWaiting(returns)
  useEffect(() => {
    if (!isOpen) return
    const running = createPolling(() => void read())
    polling.current = running
    return () => running.stop()
  }, [isOpen, read])

  const take = useCallback((changed: Return) => {
    setReturns((before = []) => {
      const isKnown = before.some(({ returnId }) => returnId === changed.returnId)
      const others = before.map((one) => (one.returnId === changed.returnId ? changed : one))
      return isKnown ? others : [changed, ...before]
    })
    polling.current?.soon()
  }, [])

  return { returns, problem, again: () => void read(), take }
}
