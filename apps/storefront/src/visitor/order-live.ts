import type { Order } from '@comptoir/contracts/orders/view'
import { useCallback, useEffect, useRef, useState } from 'react'
import { type Answer, ask, type Problem } from './ask.ts'
import { follow } from './live/follow.ts'

export type OrderLive = {
  readonly order: Order | undefined
  readonly problem: Problem | undefined
  /** Whether its events come; else it is asked for from time to time. */
  readonly isLive: boolean
}

/** Reads an order whenever it is asked to, one reading at a time: what is asked meanwhile is read after it. */
function createReading(orderId: string, onAnswer: (answer: Answer<Order>) => void) {
  let isReading = false
  let wantsMore = false
  return async function read(): Promise<void> {
    wantsMore = isReading
    if (isReading) return
    isReading = true
    onAnswer(await ask<Order>(`GET /bff/orders/${encodeURIComponent(orderId)}`))
    isReading = false
    if (wantsMore) await read()
  }
}

type Doing = {
  readonly refresh: () => void
  /** Forgets what was read: it is not for whoever is here now. */
  readonly drop: () => void
}

/** An order as it is now: each event of its stream has it read again, and so does time when the stream breaks. */
export function useOrderLive(orderId: string): OrderLive & Doing {
  const [state, setState] = useState<OrderLive>(nothing)
  const reading = useRef<() => Promise<void>>(undefined)
  const refresh = useCallback(() => void reading.current?.(), [])
  const drop = useCallback(() => setState((before) => ({ ...before, order: undefined })), [])
  useEffect(() => {
    let isOver = false
    const read = createReading(orderId, (answer) => {
      if (isOver) return
      const news = 'value' in answer ? { order: answer.value, problem: undefined } : answer
      setState((before) => ({ ...before, ...news }))
    })
    reading.current = read
    const stop = follow({
      url: `/bff/orders/${encodeURIComponent(orderId)}/events`,
      type: 'order',
      onEvent: () => void read(),
      onState: (isLive) => setState((before) => ({ ...before, isLive })),
      read: () => void read(),
    })
    void read()
    return () => {
      isOver = true
      stop()
    }
  }, [orderId])
  return { ...state, refresh, drop }
}

const nothing: OrderLive = { order: undefined, problem: undefined, isLive: false }
