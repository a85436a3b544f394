import type { Suggestion } from '@comptoir/contracts/catalog/category-schemas'
import { useEffect, useState } from 'react'
import { readSearches } from './recent-searches.ts'

/** After the last letter, in ms. */
const pauseMs = 150
const lettersAtLeast = 2

/** What the shop suggests for what is typed, the last searches of this browser for nothing; asked once the letters pause, older questions given up. */
export function useSuggestions(
  typed: string,
  locale: string,
  isOpen: boolean,
): readonly Suggestion[] {
  const [found, setFound] = useState<readonly Suggestion[]>([])
  const q = typed.trim()
  useEffect(() => {
    if (!isOpen) return
    if (q === '') return setFound(readSearches())
    if (q.length < lettersAtLeast) return setFound([])
    const question = new AbortController()
    const timer = setTimeout(() => {
      ask(q, locale, question.signal).then(setFound, () => undefined)
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      question.abort()
    }
  }, [q, locale, isOpen])
  return found
}

async function ask(q: string, locale: string, signal: AbortSignal): Promise<readonly Suggestion[]> {
  const answer = await fetch(`/bff/suggestions?${new URLSearchParams({ q, locale })}`, { signal })
  if (!answer.ok) return []
  const { suggestions } = (await answer.json()) as { suggestions: readonly Suggestion[] }
  return suggestions
}
