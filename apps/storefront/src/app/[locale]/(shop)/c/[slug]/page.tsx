import { readText } from '@comptoir/site/localized'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import {
  isNarrowed,
  listQueryOf,
  queryOf,
  readChoice,
  type SearchParams,
} from '../../../../../features/catalogue/facet-url.ts'
import { Listing } from '../../../../../features/catalogue/listing.tsx'
import { alternatesOf } from '../../../../../features/frame/alternates.ts'
import { described } from '../../../../../features/frame/described.ts'
import { MissingPage } from '../../../../../features/frame/missing-page.tsx'
import { crumbData } from '../../../../../features/frame/structured-data.ts'
import { localeOf, messagesOf } from '../../../../../messages/messages.ts'
import { findCategory, listOf } from '../../../../../shop/catalogue.ts'
import { noteMoved } from '../../../../../shop/page-tags.ts'
import { Breadcrumb } from '../../../../../ui/breadcrumb.tsx'
import { JsonLd } from '../../../../../ui/json-ld.tsx'

type PageProps = {
  readonly params: Promise<{ readonly locale: string; readonly slug: string }>
  readonly searchParams: Promise<SearchParams>
}

export async function generateMetadata({ params, searchParams }: PageProps): Promise<Metadata> {
  const { locale: asked, slug } = await params
  const locale = localeOf(asked) ?? 'fr'
  const choice = readChoice(await searchParams)
  const category = await findCategory(slug)
  if (!category) return {}
  const paged = queryOf({ ...readChoice({}), page: choice.page })
  const about = category.seo?.description ?? category.description
  return {
    title: readText(category.seo?.title ?? category.name, locale).text,
    ...(about && { description: described(about, locale) }),
    alternates: alternatesOf(locale, `/c/${category.slug}${paged}`),
    ...(isNarrowed(choice) && { robots: { index: false, follow: true } }),
  }
}

export default async function CategoryPage({ params, searchParams }: PageProps) {
  const { locale: asked, slug } = await params
  const locale = localeOf(asked)
  if (!locale) notFound()
  const choice = readChoice(await searchParams)
  const [category, list] = await Promise.all([
    findCategory(slug),
    listOf(listQueryOf(choice, { category: slug }), locale),
  ])
  if (!category) return <MissingPage locale={locale} />
  if (category.slug !== slug) noteMoved(`/${locale}/c/${category.slug}${queryOf(choice)}`)
  const { text, lang } = readText(category.name, locale)
  const { home } = messagesOf(locale)
  const above = category.breadcrumbs.filter(({ categoryId }) => categoryId !== category.categoryId)
  const trail = [
    { href: `/${locale}`, text: home },
    ...above.map(({ slug: crumb, name }) => ({
      href: `/${locale}/c/${crumb}`,
      ...readText(name, locale),
    })),
  ]
  return (
    <>
      <Breadcrumb label={home} crumbs={trail} />
      <Listing
        {...{ title: text, lang, list: withoutSelf(list, category.categoryId), choice, locale }}
        path={`/${locale}/c/${category.slug}`}
        category={slug}
        about={choice.page === 1 && !isNarrowed(choice) ? category : undefined}
      />
      <JsonLd data={crumbData([...trail, { href: `/${locale}/c/${category.slug}`, text }])} />
    </>
  )
}

/** Of the categories of a list, those below: the one that is shown leads nowhere. */
function withoutSelf(list: Awaited<ReturnType<typeof listOf>>, categoryId: string) {
  if (!list.facets) return list
  const categories = list.facets.categories.filter(({ parentId }) => parentId === categoryId)
  return { ...list, facets: { ...list.facets, categories } }
}
