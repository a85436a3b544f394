import type { Profile } from '@comptoir/contracts/accounts/schemas'
import { useEffect, useState } from 'react'
import type { Problem } from '../../visitor/ask.ts'
import { askAsUser, isSignedOut } from '../../visitor/session-end.ts'

/**
 * Whether a refusal means that nobody is signed in: an order then answers 404 as one of somebody else does. Nothing as long as it is not
 * known. The frame of the account hears of it, too.
 */
export function useSignedOut(problem: Problem | undefined): boolean | undefined {
  const [isOut, setOut] = useState<boolean>()
  const isMissing = problem?.status === 404
  useEffect(() => {
    // asked again with each refusal: somebody may have signed in meanwhile
    if (problem?.status !== 404) return setOut(undefined)
    let isOver = false
    void askAsUser<Profile>('GET /bff/me').then((answer) => {
      if (!isOver) setOut('problem' in answer && isSignedOut(answer.problem))
    })
    return () => {
      isOver = true
    }
  }, [problem])
  return isMissing ? isOut : problem !== undefined && isSignedOut(problem)
}
