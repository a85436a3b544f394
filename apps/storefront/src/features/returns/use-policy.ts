import type { ReturnPolicy } from '@comptoir/contracts/orders/return-schemas'
import { useCallback, useEffect, useState } from 'react'
import { ask, type Problem } from '../../visitor/ask.ts'

/** The shop's rules of returns, with the reasons to choose from. */
export function usePolicy() {
  const [policy, setPolicy] = useState<ReturnPolicy>()
  const [problem, setProblem] = useState<Problem>()
  const read = useCallback(async () => {
    const answer = await ask<ReturnPolicy>('GET /bff/return-policy')
    if ('value' in answer) setPolicy(answer.value)
    setProblem('problem' in answer ? answer.problem : undefined)
  }, [])
  useEffect(() => {
    void read()
  }, [read])
  return { policy, problem, again: () => void read() }
}
