import type { Locale } from '../../messages/messages.ts'
import { sessionMessages } from '../../messages/session.ts'
import button from '../../ui/button.module.css'

/** A plain form: whoever wants to leave needs no script. What was typed here stays for nobody after them. */
export function SignOut({ locale }: { readonly locale: Locale }) {
  return (
    <form method="post" action="/bff/session/end" onSubmit={() => sessionStorage.clear()}>
      <input type="hidden" name="locale" value={locale} />
      <button type="submit" className={`${button.button} ${button.quiet}`}>
        {sessionMessages(locale).signOut}
      </button>
    </form>
  )
}
