import type { readOrder } from '@comptoir/contracts/orders/routes'
import type { Problem } from '@comptoir/site/call'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { follow } from '../../../api/follow.ts'
import { useApi } from '../../../office.tsx'

/** All that is known of an order begins with this in the cache. */
export const orderKey = (orderId: string) => ['orders', 'GetOrder', orderId]

export function useOrder(orderId: string) {
  const { call } = useApi()
  return useQuery({
    queryKey: orderKey(orderId),
    queryFn: ({ signal }) =>
      call<typeof readOrder>('GET /api/orders/{orderId}', { params: { orderId }, signal }),
  })
}

/** After something was done to an order: it, what hangs on it and the lists are read again. */
export function useOrderChanged(orderId: string): () => void {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: orderKey(orderId) })
    void queries.invalidateQueries({ queryKey: ['orders', 'ListOrders'] })
  }
}

const hiddenForMs = 60_000

type Live = { readonly isLive: boolean; readonly refused: Problem | undefined }

/** Follows an order: each event of its stream has it read again. Whether it is live now, or why it will not be; a page that is hidden for long is not. */
export function useLiveOrder(orderId: string): Live {
  const { open } = useApi()
  const queries = useQueryClient()
  const [isLive, setLive] = useState(false)
  const [refused, setRefused] = useState<Problem>()
  useEffect(() => {
    let leaving: AbortController | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    function start(): void {
      leaving = new AbortController()
      setRefused(undefined)
      void follow({
        ...{ open, path: `/api/orders/${encodeURIComponent(orderId)}/events` },
        ...{ onLive: setLive, onRefused: setRefused, signal: leaving.signal },
        onEvent: () => void queries.invalidateQueries({ queryKey: orderKey(orderId) }),
      })
    }
    function stop(): void {
      leaving?.abort()
      leaving = undefined
      setLive(false)
    }
    function look(): void {
      clearTimeout(timer)
      if (document.hidden) timer = setTimeout(stop, hiddenForMs)
      else if (!leaving) start()
    }
    start()
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      stop()
      document.removeEventListener('visibilitychange', look)
    }
  }, [open, orderId, queries])
  return { isLive, refused }
}
