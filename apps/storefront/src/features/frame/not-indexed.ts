import type { Metadata } from 'next'
import { type Locale, localeOf, messagesOf } from '../../messages/messages.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

/**
 * The metadata of a page that search engines do not list: its title and what the shop is, in the language of its address.
 * @example export const generateMetadata = notIndexed((locale) => cartMessages(locale).title)
 */
export function notIndexed(titleIn: (locale: Locale) => string) {
  return async function generateMetadata({ params }: PageProps): Promise<Metadata> {
    const locale = localeOf((await params).locale) ?? 'fr'
    const description = messagesOf(locale).home_.leadText
    return { title: titleIn(locale), description, robots: { index: false } }
  }
}
