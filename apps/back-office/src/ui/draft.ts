import { useState } from 'react'
import { usePersonId } from '../office.tsx'

/** What was typed and not sent yet, by who is signed in: it outlives a reload and the end of a session, in this tab. */
export function useDraft(name: string) {
  const key = `typed ${usePersonId()} ${name}`
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '')
  function keep(next: string): void {
    setText(next)
    if (next === '') sessionStorage.removeItem(key)
    else sessionStorage.setItem(key, next)
  }
  /** It was sent with this text: what was typed since stays. */
  function settle(sent: string): void {
    if (sessionStorage.getItem(key) === sent) keep('')
  }
  return [text, keep, settle] as const
}
