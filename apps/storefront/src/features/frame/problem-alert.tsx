import type { ReactNode } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { problemText } from '../../messages/problems.ts'
import { Alert } from '../../ui/alert.tsx'

type ProblemAlertProps = {
  readonly code: string
  readonly locale: Locale
  readonly takesFocus?: boolean
  /** What can be done about it. */
  readonly children?: ReactNode
}

/** What a problem means to a shopper, by its code. */
export function ProblemAlert({ code, locale, takesFocus = false, children }: ProblemAlertProps) {
  return (
    <Alert takesFocus={takesFocus}>
      <p>{problemText(code, locale)}</p>
      {children}
    </Alert>
  )
}
