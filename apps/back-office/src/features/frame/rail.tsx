import { Link } from '@tanstack/react-router'
import { useMessages } from '../../office.tsx'
import { usePermissions } from '../../session/use-permissions.ts'
import classes from './frame.module.css'
import { openPages } from './pages.ts'
import { useRailCounts } from './rail-counts.ts'

/** The rail on the left: the pages that somebody may open, and what waits there. */
export function Rail() {
  const { frame } = useMessages()
  const { mine } = usePermissions()
  const counts = useRailCounts()
  return (
    <nav className={classes['rail']} aria-label={frame.navigation}>
      <p className={classes['name']}>{frame.office}</p>
      {openPages(mine).map(({ name: group, pages }) => (
        <div key={group}>
          <p className={classes['group']}>{frame.groups[group]}</p>
          <ul>
            {pages.map(({ name, to, icon: Icon }) => (
              <li key={name} className={classes['entry']}>
                <Link className={classes['page']} to={to}>
                  <Icon size={20} strokeWidth={1.5} aria-hidden />
                  {frame.pages[name]}
                </Link>
                <Count of={counts[name] ?? 0} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** Beside the link, whose name stays what the page is called. */
function Count({ of }: { readonly of: number }) {
  const { frame } = useMessages()
  if (of === 0) return null
  return (
    <span className={classes['count']}>
      <span aria-hidden>{of > 99 ? '99+' : of}</span>
      <span className="unseen">{frame.waiting(of)}</span>
    </span>
  )
}
