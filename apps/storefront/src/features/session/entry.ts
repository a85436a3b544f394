import type { Locale } from '../../messages/messages.ts'

/** What the address of a page may say besides its path. */
export type SearchParams = Promise<Readonly<Record<string, string | readonly string[] | undefined>>>

const textOf = (value: string | readonly string[] | undefined) =>
  typeof value === 'string' ? value : undefined

/** Where signing in or up leads, why a form without a script was refused, and the query that takes the way along to the other page. */
export async function readEntry(searchParams: SearchParams, locale: Locale) {
  const { next, problem } = await searchParams
  const target = textOf(next) ?? `/${locale}`
  return { next: target, problem: textOf(problem), query: new URLSearchParams({ next: target }) }
}
