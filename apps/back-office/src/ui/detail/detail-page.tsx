import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { Asked } from '../asked.tsx'
import classes from './detail.module.css'
import { takeFocus } from './take-focus.ts'

type Props<T> = {
  readonly asked: UseQueryResult<T>
  /** The link to the list below. */
  readonly back: ReactNode
  readonly title: (data: T) => string
  /** What stands beside the title: states, sums. */
  readonly head?: (data: T) => ReactNode
  readonly children: (data: T) => ReactNode
}

/**
 * Something that is open on top of its list, in each of its states: it takes the focus to its title once it is there. Give it the id
 * of what it shows as its `key`.
 */
export function DetailPage<T>({ asked, back, title, head, children }: Props<T>) {
  const heading = useRef<HTMLHeadingElement>(null)
  const isThere = asked.data !== undefined
  useEffect(() => {
    if (isThere) takeFocus(heading.current)
  }, [isThere])
  return (
    <article className={classes['detail']}>
      {back}
      <Asked asked={asked}>
        {(data) => (
          <>
            <header className={classes['head']}>
              <h1 ref={heading} tabIndex={-1}>
                {title(data)}
              </h1>
              {head?.(data)}
            </header>
            {children(data)}
          </>
        )}
      </Asked>
    </article>
  )
}
