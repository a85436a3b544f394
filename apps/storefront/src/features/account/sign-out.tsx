import type { SyntheticEvent } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { sessionMessages } from '../../messages/session.ts'
import button from '../../ui/button.module.css'
import { leavePage } from '../../visitor/leaving.ts'
import { endPushWithin } from '../inbox/browser-push.ts'

/** How long leaving waits for the push messages of this browser to end. */
const pushLimitMs = 2_000

/** A plain form: whoever wants to leave needs no script. What was typed here stays for nobody after them, and no message comes any more. */
export function SignOut({ locale }: { readonly locale: Locale }) {
  return (
    <form method="post" action="/bff/session/end" onSubmit={leave}>
      <input type="hidden" name="locale" value={locale} />
      <button type="submit" className={`${button.button} ${button.quiet}`}>
        {sessionMessages(locale).signOut}
      </button>
    </form>
  )
}

function leave(event: SyntheticEvent<HTMLFormElement>): void {
  event.preventDefault()
  const form = event.currentTarget
  leavePage()
  try {
    sessionStorage.clear()
  } catch {
    // a browser that keeps nothing has nothing to clear
  }
  // the shop ends a subscription only for who is signed in: before the session
  void endPushWithin(pushLimitMs).finally(() => form.submit())
}
