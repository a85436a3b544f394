import { Outlet, useChildMatches } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import classes from './list-stack.module.css'

type Props = {
  /** The list; `isOn` is false while something lies on top of it. */
  readonly children: (isOn: boolean) => ReactNode
}

/** A list, and what is open on top of it by its address: the list stays as it was. */
export function ListStack({ children }: Props) {
  const isOpen = useChildMatches({ select: (matches) => matches.length > 0 })
  return (
    <div className={classes['stack']}>
      <div className={classes['below']} inert={isOpen}>
        {children(!isOpen)}
      </div>
      {isOpen ? (
        <div className={classes['above']}>
          <Outlet />
        </div>
      ) : null}
    </div>
  )
}
