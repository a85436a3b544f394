import type { ProductPage } from '@comptoir/contracts/catalog/schemas'
import type { ReactNode } from 'react'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { Chips } from './chips.tsx'
import { EmptyList } from './empty-list.tsx'
import type { Choice } from './facet-url.ts'
import { Facets } from './facets.tsx'
import { FilterSheet } from './filter-sheet.client.tsx'
import styles from './listing.module.css'
import { Pager } from './pager.tsx'
import { ProductGrid } from './product-grid.tsx'
import { SortMenu } from './sort-menu.tsx'

type ListingProps = {
  readonly title: string
  readonly lang?: string | undefined
  readonly list: ProductPage
  readonly choice: Choice
  readonly locale: Locale
  readonly path: string
  /** What is said above the products. */
  readonly about?: ReactNode
  /** The category whose list it is. */
  readonly category?: string | undefined
}

/** A list of products with what narrows it: category, search and the whole catalogue alike. */
export function Listing({
  title,
  lang,
  list,
  choice,
  locale,
  path,
  about,
  category,
}: ListingProps) {
  const { listing: m } = messagesOf(locale)
  const at = { choice, locale, path }
  return (
    <>
      <div className={styles.head}>
        <h1 lang={lang}>{title}</h1>
        <p className={styles.found} role="status">
          {m.found(list.total)}
        </p>
      </div>
      {about}
      {list.didYouMean && <p className={styles.understood}>{m.understoodAs(list.didYouMean)}</p>}
      <div className={styles.body}>
        <FilterSheet title={m.filters} show={m.show(list.total)} close={m.close}>
          {list.facets && <Facets facets={list.facets} {...at} />}
        </FilterSheet>
        <div className={styles.rows}>
          <h2 className="hidden">{m.products}</h2>
          <div className={styles.tools}>
            <Chips {...at} />
            <SortMenu {...at} />
          </div>
          {list.items.length > 0 ? (
            <ProductGrid products={list.items} locale={locale} />
          ) : (
            <EmptyList {...at} category={category} />
          )}
          <Pager page={list.page} pages={list.pages} {...at} />
        </div>
      </div>
    </>
  )
}
