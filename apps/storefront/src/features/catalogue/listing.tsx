import type { ProductPage } from '@comptoir/contracts/catalog/schemas'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { ProductItems } from './card/product-grid.tsx'
import { Chips } from './chips.tsx'
import { EmptyList } from './empty-list.tsx'
import { type Choice, queryOf } from './facet-url.ts'
import { Facets } from './facets.tsx'
import { FilterSheet } from './filter-sheet.client.tsx'
import { type About, ListHead } from './list-head.tsx'
import styles from './listing.module.css'
import { GrownList } from './pages/grown-list.client.tsx'
import { Pager } from './pages/pager.tsx'
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
              <Products {...at} list={list} />
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

type ProductsProps = Pick<ListingProps, 'list' | 'choice' | 'locale' | 'path'>

/** The cards of a page, and the way to more of them. */
function Products({ list, choice, locale, path }: ProductsProps) {
  const { listing: m } = messagesOf(locale)
  const { items, page, pages } = list
  const to = (number: number) => `${path}${queryOf({ ...choice, page: number })}`
  return (
    <GrownList
      list={to(1)}
      page={page}
      count={items.length}
      cards={<ProductItems products={items} locale={locale} />}
      next={page < pages ? to(page + 1) : undefined}
      texts={{ more: m.more, loading: m.moreLoading, came: m.moreCame(items.length) }}
    />
  )
}
