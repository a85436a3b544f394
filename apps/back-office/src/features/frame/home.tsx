import { Button } from '@mantine/core'
import { Link, Navigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMessages } from '../../office.tsx'
import { usePermissions } from '../../session/use-permissions.ts'
import classes from './frame.module.css'
import { openPages } from './pages.ts'

/** Where one begins: the dashboard, or the pages that are open to who may not see it. */
export function Home() {
  const { frame } = useMessages()
  const { mine, isKnown, may } = usePermissions()
  if (may('dashboard.read')) return <Navigate to="/dashboard" replace />
  if (may('own-vendor')) return <Navigate to="/my-shop/orders" replace />
  const pages = openPages(mine).flatMap((group) => group.pages)
  return (
    <div className={classes['plain']}>
      <h1>{frame.home}</h1>
      {isKnown && pages.length === 0 ? <p>{frame.nothingForRole}</p> : null}
      <ul>
        {pages.map(({ name, to }) => (
          <li key={name}>
            <Link to={to}>{frame.pages[name]}</Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** An address that leads nowhere. */
export function Missing() {
  const { frame } = useMessages()
  return <Nothing title={frame.missing} />
}

/** A page that fails while it is drawn, or whose code is gone because the office was updated: what was typed is kept in the tab. */
export function Broken() {
  const { frame } = useMessages()
  return (
    <Nothing title={frame.broken}>
      <p>{frame.brokenKept}</p>
      <Button onClick={() => location.reload()}>{frame.reload}</Button>
    </Nothing>
  )
}

/** A page that is there, for others. */
export function NotOpen() {
  const { frame } = useMessages()
  return <Nothing title={frame.notOpen} />
}

type NothingProps = { readonly title: string; readonly children?: ReactNode }

function Nothing({ title, children }: NothingProps) {
  const { frame } = useMessages()
  return (
    <div className={classes['plain']}>
      <h1>{title}</h1>
      {children}
      <p>
        <Link to="/">{frame.toHome}</Link>
      </p>
    </div>
  )
}
