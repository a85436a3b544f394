import { Link, Navigate } from '@tanstack/react-router'
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

/** A page that is there, for others. */
export function NotOpen() {
  const { frame } = useMessages()
  return <Nothing title={frame.notOpen} />
}

function Nothing({ title }: { readonly title: string }) {
  const { frame } = useMessages()
  return (
    <div className={classes['plain']}>
      <h1>{title}</h1>
      <p>
        <Link to="/">{frame.toHome}</Link>
      </p>
    </div>
  )
}
