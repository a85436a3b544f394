import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '../../../visitor/ask.ts'
import { askAsUser, onReturn } from '../../../visitor/session-end.ts'

type Page = { readonly items: readonly OrderOverview[]; readonly nextCursor?: string }

/** Orders with a further page of them: each once, as it was read last. */
export function mergeOrders<T extends { readonly orderId: string }>(
  before: readonly T[],
  page: readonly T[],
): T[] {
  return [...new Map([...before, ...page].map((order) => [order.orderId, order])).values()]
}

function queryOf(number: string, cursor: string | undefined): URLSearchParams {
  const query = new URLSearchParams({ limit: '20' })
  if (number !== '') query.set('q', number)
  if (cursor !== undefined) query.set('cursor', cursor)
  return query
}

/** The orders of who is signed in, the newest first, or the one that a number names; `more` reads earlier ones. */
export function useOrderList(number: string) {
  const [orders, setOrders] = useState<readonly OrderOverview[]>()
  const [next, setNext] = useState<string>()
  const [problem, setProblem] = useState<Problem>()
  const isReading = useRef(false)
  const round = useRef(0)

  const read = useCallback(
    async (cursor?: string) => {
      if (isReading.current && cursor !== undefined) return
      isReading.current = true
      round.current += 1
      const mine = round.current
      const answer = await askAsUser<Page>(`GET /bff/orders?${queryOf(number, cursor)}`)
      // the list was begun anew meanwhile
      if (mine !== round.current) return
      isReading.current = false
      if ('problem' in answer) return setProblem(answer.problem)
      const { items, nextCursor } = answer.value
      setProblem(undefined)
      setOrders((before = []) => (cursor === undefined ? items : mergeOrders(before, items)))
      setNext(nextCursor)
    },
    [number],
  )

  useEffect(() => {
    void read()
    return onReturn(() => void read())
  }, [read])

  const again = useCallback(() => void read(next), [read, next])
  return { orders, problem, again, hasMore: next !== undefined }
}
