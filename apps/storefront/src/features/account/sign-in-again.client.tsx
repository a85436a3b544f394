'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { accountMessages } from '../../messages/account.ts'
import type { Locale } from '../../messages/messages.ts'
import { returnToSession, useSessionEnd } from '../../visitor/session-end.ts'
import styles from './account-frame.module.css'

type SignInAgainProps = {
  readonly locale: Locale
  /** The form to sign in: the page puts it in. */
  readonly entry: (onEntered: () => void) => ReactNode
}

/** The session is over: who signs in here goes on where they were, with what they had typed. */
export function SignInAgain({ locale, entry }: SignInAgainProps) {
  const m = accountMessages(locale)
  const isOver = useSessionEnd()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isOver) heading.current?.focus()
  }, [isOver])
  if (!isOver) return null
  return (
    <section className={styles.again} aria-labelledby="sign-in-again">
      <h2 id="sign-in-again" ref={heading} tabIndex={-1}>
        {m.signedOut}
      </h2>
      <p>{m.signInAgain}</p>
      {entry(returnToSession)}
    </section>
  )
}
