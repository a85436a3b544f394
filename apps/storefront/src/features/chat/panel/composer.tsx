import type { Conversation } from '@comptoir/contracts/support/schemas'
import { type KeyboardEvent, type SyntheticEvent, useEffect, useState } from 'react'
import { chatMessages } from '../../../messages/contact/chat.ts'
import type { Locale } from '../../../messages/messages.ts'
import { problemText } from '../../../messages/problems.ts'
import { Alert } from '../../../ui/alert.tsx'
import button from '../../../ui/button.module.css'
import { Field } from '../../../ui/field.tsx'
import iconButton from '../../../ui/icon-button.module.css'
import { Cross } from '../../../ui/icons.tsx'
import type { Problem } from '../../../visitor/ask.ts'
import { isEmail } from '../draft.ts'
import { type OrderOnPage, orderOnPage } from '../order-on-page.ts'
import type { Overview } from '../use-overview.ts'
import type { Sending } from '../use-sending.ts'
import styles from './composer.module.css'

/** Of one message, as the service has it. */
const textAtMost = 4_000
/** The field that one writes in. */
export const composerId = 'chat-text'

type ComposerProps = {
  readonly locale: Locale
  readonly view: Overview
  readonly conversation: Conversation | undefined
  readonly sending: Sending
}

/** Where one writes. What could not be sent stays, with the reason in words. */
export function Composer({ locale, view, conversation, sending }: ComposerProps) {
  const m = chatMessages(locale)
  const { draft, change, problem, refusedOrder, isSending, tellTyping } = sending
  const { about, look, leaveOut } = useAbout(conversation, refusedOrder)
  const [isEmailWrong, setIsEmailWrong] = useState(false)
  const asksEmail = view.isGuest && !conversation

  function submit(): void {
    const email = draft.email.trim()
    const isNeeded = asksEmail && (!view.online || email !== '')
    const isWrong = isNeeded && !isEmail(email)
    setIsEmailWrong(isWrong)
    if (isWrong) document.getElementById('chat-email')?.focus()
    else void sending.send(about)
  }

  return (
    <form noValidate className={styles.composer} onSubmit={sendingBy(submit)} onFocus={look}>
      {problem && (
        <Alert>
          <p>
            {m.failed} {reasonOf(problem, locale)}
          </p>
        </Alert>
      )}
      {refusedOrder !== undefined && <p role="status">{m.orderRefused}</p>}
      {about && (
        <p className={styles.about}>
          <span>{m.order(about.number)}</span>
          <button
            type="button"
            className={iconButton.icon}
            aria-label={m.withoutOrder(about.number)}
            onClick={leaveOut}
          >
            <Cross />
          </button>
        </p>
      )}
      {asksEmail && (
        <Field
          name="email"
          prefix="chat-"
          type="email"
          autoComplete="email"
          label={m.email}
          hint={m.emailWhy}
          required={!view.online}
          value={draft.email}
          error={isEmailWrong ? m.emailNeeded : undefined}
          onChange={({ target }) => change((before) => ({ ...before, email: target.value }))}
        />
      )}
      <label htmlFor={composerId} className="hidden">
        {m.message}
      </label>
      <div className={styles.line}>
        <textarea
          id={composerId}
          rows={2}
          maxLength={textAtMost}
          placeholder={m.placeholder}
          value={draft.text}
          readOnly={isSending}
          onKeyDown={sendingByEnter(submit)}
          onChange={({ target }) => {
            change((before) => ({ ...before, text: target.value }))
            tellTyping()
          }}
        />
        <button type="submit" className={button.button} aria-disabled={isSending}>
          {isSending ? m.sending : m.send}
        </button>
      </div>
    </form>
  )
}

/** The order that the page shows, unless it is known already or was left out. */
function useAbout(conversation: Conversation | undefined, refusedOrder: string | undefined) {
  const [seen, setSeen] = useState<OrderOnPage | undefined>(orderOnPage)
  const [without, setWithout] = useState<string>()
  useEffect(() => {
    if (refusedOrder !== undefined) setWithout(refusedOrder)
  }, [refusedOrder])
  const isKnown = seen === undefined || seen.orderId === conversation?.orderId
  return {
    about: isKnown || seen.orderId === without ? undefined : seen,
    /** The page may have come after the panel. */
    look: () => setSeen((before) => before ?? orderOnPage()),
    leaveOut: () => setWithout(seen?.orderId),
  }
}

function reasonOf({ code, retryAfterSeconds }: Problem, locale: Locale): string {
  const seconds = typeof retryAfterSeconds === 'number' ? retryAfterSeconds : undefined
  return code === 'rate_limited'
    ? chatMessages(locale).slowDown(seconds)
    : problemText(code, locale)
}

const sendingBy = (submit: () => void) => (event: SyntheticEvent) => {
  event.preventDefault()
  submit()
}

/** Enter sends, with Shift it begins a line; on a phone it always does. */
const sendingByEnter = (submit: () => void) => (event: KeyboardEvent) => {
  const isPlain = event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing
  if (!isPlain || window.matchMedia('(pointer: coarse)').matches) return
  event.preventDefault()
  submit()
}
