'use client'

import { type ReactNode, type SyntheticEvent, useState } from 'react'
import type { Locale } from '../../messages/messages.ts'
import button from '../../ui/button.module.css'
import { fetchPaper } from '../../visitor/papers.ts'
import { ProblemAlert } from './problem-alert.tsx'

type PaperLinkProps = {
  readonly href: string
  /** Of the file that is saved. */
  readonly fileName: string
  readonly locale: Locale
  readonly children: ReactNode
}

/** Saves a PDF; one that cannot be had now is said here, never saved as a file that is none. */
export function PaperLink({ href, fileName, locale, children }: PaperLinkProps) {
  const [isRunning, setRunning] = useState(false)
  const [code, setCode] = useState<string>()

  async function save(event: SyntheticEvent): Promise<void> {
    event.preventDefault()
    if (isRunning) return
    setRunning(true)
    setCode(await fetchPaper(href, fileName))
    setRunning(false)
  }

  return (
    <>
      <a
        href={href}
        className={`${button.button} ${button.quiet}`}
        download={fileName}
        aria-disabled={isRunning || undefined}
        onClick={(event) => void save(event)}
      >
        {children}
      </a>
      {code && <ProblemAlert code={code} locale={locale} />}
    </>
  )
}
