import type { Metadata } from 'next'
import Link from 'next/link'
import { ProductGrid } from '../../../features/catalogue/card/product-grid.tsx'
import { alternatesOf } from '../../../features/frame/alternates.ts'
import { shownShelves } from '../../../features/frame/shown-shelves.ts'
import { shopData } from '../../../features/frame/structured-data.ts'
import { Lead } from '../../../features/home/lead.tsx'
import { ShopPromise } from '../../../features/home/promise.tsx'
import { Shelves } from '../../../features/home/shelves.tsx'
import { localeOf, messagesOf } from '../../../messages/messages.ts'
import { listIfPossible, readShelves } from '../../../shop/catalogue.ts'
import { readIdentity } from '../../../shop/identity.ts'
import { JsonLd } from '../../../ui/json-ld.tsx'
import { Notice } from '../../../ui/notice.tsx'
import styles from './page.module.css'

type PageProps = { readonly params: Promise<{ readonly locale: string }> }

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const locale = localeOf((await params).locale) ?? 'fr'
  const { shop, tagline, home_ } = messagesOf(locale)
  const title = `${shop} · ${tagline}`
  return {
    title: { absolute: title },
    description: home_.leadText,
    alternates: alternatesOf(locale, ''),
    openGraph: { title, description: home_.leadText, type: 'website', siteName: shop, locale },
  }
}

/** On the counter of a wide screen. */
const onCounter = 4

export default async function HomePage({ params }: PageProps) {
  const locale = localeOf((await params).locale) ?? 'fr'
  const { home_: m, states } = messagesOf(locale)
  const [newest, shelves, shop] = await Promise.all([
    listIfPossible({ sort: 'newest', limit: '12', inStock: 'true', facets: 'false' }, locale),
    readShelves(),
    readIdentity(),
  ])
  const products = newest?.items ?? []
  // the counter lives by its pictures
  const pictured = products.filter(({ imagePath }) => imagePath !== undefined)
  return (
    <>
      {!newest && <Notice>{states.partial}</Notice>}
      <Lead locale={locale} products={pictured.slice(0, onCounter)} />
      {shelves.length > 0 && (
        <section aria-labelledby="shelves">
          <h2 id="shelves" className={styles.title}>
            {m.shelves}
          </h2>
          <Shelves locale={locale} shelves={shownShelves(shelves)} />
        </section>
      )}
      {products.length > onCounter && (
        <section aria-labelledby="newest">
          <div className={styles.head}>
            <h2 id="newest" className={styles.title}>
              {m.newest}
            </h2>
            <Link href={`/${locale}/search?sort=newest`} prefetch={false}>
              {m.all}
            </Link>
          </div>
          <ProductGrid products={products.slice(onCounter)} locale={locale} isFirst={false} />
        </section>
      )}
      {shop && <ShopPromise locale={locale} shop={shop} />}
      <JsonLd data={shopData(locale, shop)} />
    </>
  )
}
