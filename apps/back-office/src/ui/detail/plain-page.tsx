import { type ReactNode, useEffect, useRef } from 'react'
import classes from './detail.module.css'
import { takeFocus } from './take-focus.ts'

type Props = {
  /** The link to where one came from. */
  readonly back: ReactNode
  readonly title: string
  readonly children: ReactNode
}

/** A page that is of no single thing: it takes the focus to its title, unless one of its fields has it. */
export function PlainPage({ back, title, children }: Props) {
  const page = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (!page.current?.contains(document.activeElement)) takeFocus(heading.current)
  }, [])
  return (
    <article ref={page} className={classes['detail']}>
      {back}
      <header className={classes['head']}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </header>
      {children}
    </article>
  )
}
