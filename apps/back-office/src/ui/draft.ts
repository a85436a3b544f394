import { useState } from 'react'

/** What was typed and not sent yet: it outlives a reload and the end of a session, in this tab. */
export function useDraft(name: string): readonly [string, (text: string) => void] {
  const [text, setText] = useState(() => sessionStorage.getItem(name) ?? '')
  function keep(next: string): void {
    setText(next)
    if (next === '') sessionStorage.removeItem(name)
    else sessionStorage.setItem(name, next)
  }
  return [text, keep]
}
