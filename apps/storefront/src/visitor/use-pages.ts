import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from './ask.ts'
import { askAsUser, onReturn } from './session-end.ts'

type Page<T> = { readonly items: readonly T[]; readonly nextCursor?: string }

/** What is known of a list; `again` reads earlier ones, or repeats what failed. */
export type Pages<T> = {
  readonly items: readonly T[] | undefined
  readonly problem: Problem | undefined
  readonly again: () => void
  readonly hasMore: boolean
}

/** A list with a further page of it: each item once, as it was read last. */
export function mergePages<T>(
  before: readonly T[],
  page: readonly T[],
  idOf: (item: T) => string,
): T[] {
  return [...new Map([...before, ...page].map((item) => [idOf(item), item])).values()]
}

/**
 * A list of who is signed in, the newest first. `idOf` stays the same function.
 * @example const { items } = usePages('/bff/orders?limit=20', ({ orderId }: OrderOverview) => orderId)
 */
export function usePages<T>(address: `${string}?${string}`, idOf: (item: T) => string): Pages<T> {
  const [items, setItems] = useState<readonly T[]>()
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
      const from = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`
      const answer = await askAsUser<Page<T>>(`GET ${address}${from}`)
      // the list was begun anew meanwhile
      if (mine !== round.current) return
      isReading.current = false
      if ('problem' in answer) return setProblem(answer.problem)
      const page = answer.value
      setProblem(undefined)
      setItems((before = []) =>
        cursor === undefined ? page.items : mergePages(before, page.items, idOf),
      )
      setNext(page.nextCursor)
    },
    [address, idOf],
  )

  useEffect(() => {
    void read()
    return onReturn(() => void read())
  }, [read])

  const again = useCallback(() => void read(next), [read, next])
  return { items, problem, again, hasMore: next !== undefined }
}
