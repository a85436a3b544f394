import type { Locale } from '../../../messages/messages.ts'
import type { Problem } from '../../../visitor/ask.ts'
import { isSignedOut } from '../../../visitor/session-end.ts'
import { ProblemAlert } from '../../frame/problem-alert.tsx'

type FormProblemProps = {
  readonly problem: Problem | undefined
  readonly locale: Locale
  /** Codes that the form says itself, where they belong. */
  readonly except?: readonly string[]
}

/** Why a form was not accepted. What the frame says, and what stands at its field, is not said twice. */
export function FormProblem({ problem, locale, except = [] }: FormProblemProps) {
  if (!problem || isSignedOut(problem) || except.includes(problem.code)) return null
  return <ProblemAlert code={problem.code} locale={locale} takesFocus />
}
