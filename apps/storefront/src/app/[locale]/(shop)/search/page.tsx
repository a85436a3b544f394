import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import {
  listQueryOf,
  readChoice,
  type SearchParams,
} from '../../../../features/catalogue/facet-url.ts'
import { Listing } from '../../../../features/catalogue/listing.tsx'
import { localeOf, messagesOf } from '../../../../messages/messages.ts'
import { listOf } from '../../../../shop/catalogue.ts'

type PageProps = {
  readonly params: Promise<{ readonly locale: string }>
  readonly searchParams: Promise<SearchParams>
}

const titleOf = (locale: 'fr' | 'en', q: string | undefined) => {
  const { listing } = messagesOf(locale)
  return q === undefined ? listing.allProducts : listing.resultsFor(q)
}

export async function generateMetadata({ params, searchParams }: PageProps): Promise<Metadata> {
  const locale = localeOf((await params).locale) ?? 'fr'
  const { q } = readChoice(await searchParams)
  return { title: titleOf(locale, q), robots: { index: false, follow: true } }
}

export default async function SearchPage({ params, searchParams }: PageProps) {
  const locale = localeOf((await params).locale)
  if (!locale) notFound()
  const choice = readChoice(await searchParams)
  const list = await listOf(listQueryOf(choice), locale)
  const title = titleOf(locale, choice.q)
  return <Listing {...{ title, list, choice, locale }} path={`/${locale}/search`} />
}
