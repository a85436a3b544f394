import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { useCallback, useEffect, useState } from 'react'
import type { Problem } from '../../../visitor/ask.ts'
import { askAsUser, onReturn } from '../../../visitor/session-end.ts'

type Page = { readonly items: readonly OrderOverview[]; readonly nextCursor?: string }

/** The orders of who is signed in, the newest first, or the one that a number names; `more` reads earlier ones. */
export function useOrderList(number: string) {
  const [orders, setOrders] = useState<readonly OrderOverview[]>()
  const [next, setNext] = useState<string>()
  const [problem, setProblem] = useState<Problem>()

  const read = useCallback(
    async (cursor?: string) => {
      const query = new URLSearchParams({ limit: '20' })
      if (number !== '') query.set('q', number)
      if (cursor !== undefined) query.set('cursor', cursor)
      const answer = await askAsUser<Page>(`GET /bff/orders?${query}`)
      if ('problem' in answer) return setProblem(answer.problem)
      const { items, nextCursor } = answer.value
      setProblem(undefined)
      setOrders((before = []) => (cursor === undefined ? items : [...before, ...items]))
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
