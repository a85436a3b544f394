import type { ProductPage } from '@comptoir/contracts/catalog/schemas'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { ProductGrid } from './card/product-grid.tsx'
import { Chips } from './chips.tsx'
import { EmptyList } from './empty-list.tsx'
import type { Choice } from './facet-url.ts'
import { Facets } from './facets.tsx'
import { FilterSheet } from './filter-sheet.client.tsx'
import { type About, ListHead } from './list-head.tsx'
import styles from './listing.module.css'
import { Pager } from './pager.tsx'
import { SortMenu } from './sort-menu.tsx'

type ListingProps = {
  readonly title: string
  readonly lang?: string | undefined
  readonly list: ProductPage
  readonly choice: Choice
  readonly locale: Locale
  readonly path: string
  /** The text and the picture of a category, above its first page. */
  readonly about?: About | undefined
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
      <ListHead {...{ title, lang, about, locale }} total={list.total} />
      {list.didYouMean && <p className={styles.understood}>{m.understoodAs(list.didYouMean)}</p>}
      <div className={styles.body}>
        <FilterSheet title={m.filters} show={m.show(list.total)} close={m.close}>
          {list.facets && list.total > 0 && <Facets facets={list.facets} {...at} />}
        </FilterSheet>
        <div className={styles.rows}>
          <h2 className="hidden">{m.products}</h2>
          <div className={styles.tools}>
            <Chips {...at} />
            <SortMenu {...at} />
          </div>
          <div id="list" className={styles.list}>
            {list.items.length > 0 ? (
              <ProductGrid products={list.items} locale={locale} />
            ) : (
              <EmptyList {...at} category={category} />
            )}
            <Pager page={list.page} pages={list.pages} {...at} />
          </div>
        </div>
      </div>
    </>
  )
}
