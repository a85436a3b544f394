import type { Metadata } from 'next'
import { type Locale, localeOf } from '../../messages/messages.ts'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

/**
 * The metadata of a page that search engines do not list: its title, in the language of its address.
 * @example export const generateMetadata = notIndexed((locale) => cartMessages(locale).title)
 */
export function notIndexed(titleIn: (locale: Locale) => string) {
  return async function generateMetadata({ params }: PageProps): Promise<Metadata> {
    const locale = localeOf((await params).locale) ?? 'fr'
    return { title: titleIn(locale), robots: { index: false } }
  }
}
