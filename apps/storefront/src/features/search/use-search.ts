import { usePathname, useRouter } from 'next/navigation'
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'
import type { Locale } from '../../messages/messages.ts'
import { keepSearch } from './recent-searches.ts'
import { groupSuggestions, movedTo, suggestionPath } from './suggestions.ts'
import { useSuggestions } from './use-suggestions.ts'

/** What the field and its list share: what is typed, what is suggested and chosen, whether the list is open. */
export function useSearch(locale: Locale, field: RefObject<HTMLInputElement | null>) {
  const router = useRouter()
  const path = usePathname()
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const [at, setAt] = useState(-1)
  const groups = groupSuggestions(useSuggestions(typed, locale, isOpen))
  const listed = groups.flatMap(({ items }) => items)
  const isShown = isOpen && listed.length > 0
  useSlashKey(field)
  // what was open belongs to the page before
  // biome-ignore lint/correctness/useExhaustiveDependencies: closed whenever the address changes
  useEffect(() => setOpen(false), [path])

  function go(to: string, q: string): void {
    keepSearch(q)
    setOpen(false)
    field.current?.blur()
    router.push(to)
  }

  return {
    ...{ groups, at, go },
    isShown,
    open: () => setOpen(true),
    close: () => setOpen(false),
    type(text: string): void {
      setTyped(text)
      setAt(-1)
      setOpen(true)
    },
    /** What was chosen in the list, else the search for the words. */
    submit(words: string): void {
      const chosen = listed[at]
      if (chosen) go(suggestionPath(chosen, locale), words || chosen.text)
      else
        go(
          words ? `/${locale}/search?${new URLSearchParams({ q: words })}` : `/${locale}/search`,
          words,
        )
    },
    press(event: KeyboardEvent): void {
      // the first one closes the list; only the next empties the field, as browsers do
      if (event.key === 'Escape' && isShown) event.preventDefault()
      if (event.key === 'Escape') setOpen(false)
      const next = movedTo(event.key, at, listed.length)
      if (next === undefined || listed.length === 0) return
      event.preventDefault()
      setOpen(true)
      setAt(next)
    },
  }
}

/** `/` leads to the field from anywhere that is not one itself. */
function useSlashKey(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    function focus(event: globalThis.KeyboardEvent): void {
      const isTyping = (event.target as Element).closest?.(
        'input,textarea,select,[contenteditable]',
      )
      if (event.key !== '/' || event.ctrlKey || event.metaKey || isTyping) return
      event.preventDefault()
      field.current?.focus()
    }
    addEventListener('keydown', focus)
    return () => removeEventListener('keydown', focus)
  }, [field])
}
