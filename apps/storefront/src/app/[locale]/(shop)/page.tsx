import type { Metadata } from 'next'
import Link from 'next/link'
import { Lead } from '../../../features/catalogue/lead.tsx'
import { ProductGrid } from '../../../features/catalogue/product-grid.tsx'
import { Shelves } from '../../../features/catalogue/shelves.tsx'
import { alternatesOf } from '../../../features/frame/alternates.ts'
import { localeOf, messagesOf } from '../../../messages/messages.ts'
import { listIfPossible, readShelves } from '../../../shop/catalogue.ts'
import { Notice } from '../../../ui/notice.tsx'
import styles from './page.module.css'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const locale = localeOf((await params).locale) ?? 'fr'
  const { shop, tagline, home_ } = messagesOf(locale)
  return {
    title: { absolute: `${shop} · ${tagline}` },
    description: home_.leadText,
    alternates: alternatesOf(locale, ''),
  }
}

export default async function HomePage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  const { home_: m, states } = messagesOf(locale)
  const [newest, shelves] = await Promise.all([
    listIfPossible({ sort: 'newest', limit: '12', inStock: 'true', facets: 'false' }, locale),
    readShelves(),
  ])
  const [first] = newest?.items ?? []
  return (
    <>
      {!newest && <Notice>{states.partial}</Notice>}
      <Lead locale={locale} product={first} />
      {shelves.length > 0 && (
        <section aria-labelledby="shelves">
          <h2 id="shelves" className={styles.title}>
            {m.shelves}
          </h2>
          <Shelves locale={locale} shelves={shelves} />
        </section>
      )}
      {newest && (
        <section aria-labelledby="newest">
          <h2 id="newest" className={styles.title}>
            {m.newest}
          </h2>
          <ProductGrid
            products={newest.items.slice(first ? 1 : 0)}
            locale={locale}
            isFirst={false}
          />
          <p className={styles.all}>
            <Link href={`/${locale}/search?sort=newest`} prefetch={false}>
              {m.leadLink}
            </Link>
          </p>
        </section>
      )}
    </>
  )
}
