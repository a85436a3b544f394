import { useState } from 'react'
import type { Answer, AskOptions, Problem } from '../../../visitor/ask.ts'
import { askAsUser } from '../../../visitor/session-end.ts'

/**
 * Sends what a form says, once at a time, and remembers why it was refused. Nothing is answered while the one before runs.
 * @example const answer = await submit('POST /bff/me/exports', { body }); if (answer && 'value' in answer) …
 */
export function useSubmit() {
  const [isRunning, setRunning] = useState(false)
  const [problem, setProblem] = useState<Problem>()

  async function submit<T>(
    operation: string,
    options?: AskOptions,
  ): Promise<Answer<T> | undefined> {
    if (isRunning) return undefined
    setRunning(true)
    setProblem(undefined)
    const answer = await askAsUser<T>(operation, options)
    setRunning(false)
    if ('problem' in answer) setProblem(answer.problem)
    return answer
  }

  return { isRunning, problem, submit, setProblem }
}
