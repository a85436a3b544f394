import type { ReactNode } from 'react'
import { accountMessages } from '../../messages/account.ts'
import type { Locale } from '../../messages/messages.ts'
import button from '../../ui/button.module.css'
import { Skeleton } from '../../ui/skeleton.tsx'
import { isSignedOut } from '../../visitor/session-end.ts'
import type { Own } from '../../visitor/use-own.ts'
import { ProblemAlert } from './problem-alert.tsx'

type OwnPartProps<T> = {
  readonly locale: Locale
  readonly own: Own<T>
  /** Lines of the skeleton, about as high as what comes. */
  readonly lines?: number
  readonly children: (value: T) => ReactNode
}

/** Something of who is signed in: it comes, it is there, or it cannot be read now. That the session is over is said by the frame. */
export function OwnPart<T>({ locale, own, lines, children }: OwnPartProps<T>) {
  const m = accountMessages(locale)
  const { value, problem, reload } = own
  const isSaid = problem === undefined || isSignedOut(problem)
  return (
    <>
      {!isSaid && (
        <ProblemAlert code={problem.code} locale={locale}>
          <button type="button" className={button.text} onClick={() => void reload()}>
            {m.again}
          </button>
        </ProblemAlert>
      )}
      {value !== undefined && children(value)}
      {value === undefined && !problem && <Skeleton text={m.loading} {...(lines && { lines })} />}
    </>
  )
}
