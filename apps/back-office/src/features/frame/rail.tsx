import { Link } from '@tanstack/react-router'
import { useMessages } from '../../office.tsx'
import { usePermissions } from '../../session/use-permissions.ts'
import classes from './frame.module.css'
import { openPages } from './pages.ts'

/** The rail on the left: the pages that somebody may open. */
export function Rail() {
  const { frame } = useMessages()
  const { mine } = usePermissions()
  return (
    <nav className={classes['rail']} aria-label={frame.navigation}>
      <p className={classes['name']}>{frame.office}</p>
      {openPages(mine).map(({ name: group, pages }) => (
        <div key={group}>
          <p className={classes['group']}>{frame.groups[group]}</p>
          <ul>
            {pages.map(({ name, to, icon: Icon }) => (
              <li key={name}>
                <Link className={classes['page']} to={to}>
                  <Icon size={20} strokeWidth={1.5} aria-hidden />
                  {frame.pages[name]}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
