import { useCallback, useEffect, useState } from 'react'
import type { Problem } from './ask.ts'
import { askAsUser, onReturn } from './session-end.ts'

/** Something of who is signed in, as far as it was read. */
export type Own<T> = {
  readonly value: T | undefined
  /** Why it could not be read, the last time. */
  readonly problem: Problem | undefined
  readonly reload: () => Promise<void>
  /** What a change answered, in place of what was read. */
  readonly put: (value: T) => void
}

/**
 * Reads something of who is signed in, and again once they signed in anew. What was read stays meanwhile.
 * @example const addresses = useOwn<{ items: SavedAddress[] }>('GET /bff/me/addresses')
 */
export function useOwn<T>(operation: `GET ${string}`): Own<T> {
  const [value, put] = useState<T>()
  const [problem, setProblem] = useState<Problem>()
  const reload = useCallback(async () => {
    const answer = await askAsUser<T>(operation)
    setProblem('problem' in answer ? answer.problem : undefined)
    if ('value' in answer) put(answer.value)
  }, [operation])
  useEffect(() => {
    void reload()
    return onReturn(() => void reload())
  }, [reload])
  return { value, problem, reload, put }
}
