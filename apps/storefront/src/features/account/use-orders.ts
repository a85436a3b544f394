import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { useCallback, useEffect, useState } from 'react'
import type { Problem } from '../../visitor/ask.ts'
import { askAsUser, onReturn } from '../../visitor/session-end.ts'

type Page = { readonly items: readonly OrderOverview[]; readonly nextCursor?: string }

/** The orders of who is signed in, the newest first; `more` reads earlier ones, as long as there are any. */
export function useOrders() {
  const [orders, setOrders] = useState<readonly OrderOverview[]>()
  const [next, setNext] = useState<string>()
  const [problem, setProblem] = useState<Problem>()

  const read = useCallback(async (cursor?: string) => {
    const query = new URLSearchParams({ limit: '20', ...(cursor !== undefined && { cursor }) })
    const answer = await askAsUser<Page>(`GET /bff/orders?${query}`)
    if ('problem' in answer) return setProblem(answer.problem)
    const { items, nextCursor } = answer.value
    setProblem(undefined)
    setOrders((before = []) => (cursor === undefined ? items : [...before, ...items]))
    setNext(nextCursor)
  }, [])

  useEffect(() => {
    void read()
    return onReturn(() => void read())
  }, [read])

  return { orders, problem, again: () => read(), more: next && (() => read(next)) }
}
