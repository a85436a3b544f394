import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useLocale, useMessages, useSessionState } from '../../office.tsx'
import { usePermissions } from '../../session/use-permissions.ts'
import { Toaster } from '../../ui/toast/toaster.tsx'
import classes from './frame.module.css'
import { NotOpen } from './home.tsx'
import { isOpenTo } from './pages.ts'
import { Rail } from './rail.tsx'
import { SignIn } from './sign-in.tsx'
import { TopBar } from './top-bar.tsx'

/** What stands around every page: who is not signed in sees the door, at whatever address. */
export function Frame() {
  const state = useSessionState()
  const locale = useLocale()
  const { frame } = useMessages()
  useEffect(() => {
    document.documentElement.lang = locale
  }, [locale])

  if (state.kind === 'asking') return <p className="late unseen">{frame.loading}</p>
  if (state.kind !== 'in') return <SignIn state={state} />
  return (
    // another person begins with pages of their own: what was typed is read when a page begins
    <div className={classes['frame']} key={state.person.userId}>
      <a className={classes['skip']} href="#content">
        {frame.skip}
      </a>
      <Rail />
      <TopBar person={state.person} />
      <main id="content" className={classes['content']} tabIndex={-1}>
        <Opened />
      </main>
      <Toaster />
    </div>
  )
}

/** What an address leads to, unless it is known to be closed to who is signed in. */
function Opened() {
  const pathname = useLocation({ select: (location) => location.pathname })
  const { mine, isKnown } = usePermissions()
  return isKnown && !isOpenTo(mine, pathname) ? <NotOpen /> : <Outlet />
}
