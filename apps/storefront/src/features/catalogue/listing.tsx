import type { ProductPage } from '@comptoir/contracts/catalog/schemas'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { Cross } from '../../ui/icons.tsx'
import {
  type Choice,
  changed,
  isNarrowed,
  toggled,
  toggledAttribute,
  widened,
} from './facet-url.ts'
import { Facets } from './facets.tsx'
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
}

/** A list of products with what narrows it: category, search and the whole catalogue alike. */
export function Listing({ title, lang, list, choice, locale, path, about }: ListingProps) {
  const { listing: m } = messagesOf(locale)
  return (
    <>
      <div className={styles.head}>
        <h1 lang={lang}>{title}</h1>
        <p className={styles.found}>{m.found(list.total)}</p>
      </div>
      {about}
      {list.didYouMean && <p>{m.understoodAs(list.didYouMean)}</p>}
      <div className={styles.body}>
        <details className={styles.filters}>
          <summary>{m.filters}</summary>
          {list.facets && <Facets {...{ facets: list.facets, choice, locale, path }} />}
        </details>
        <div className={styles.rows}>
          <div className={styles.tools}>
            <Chips {...{ choice, locale, path }} />
            <SortMenu {...{ choice, locale, path }} />
          </div>
          {list.items.length > 0 ? (
            <ProductGrid products={list.items} locale={locale} />
          ) : (
            <div className={styles.none}>
              <h2>{m.none}</h2>
              <p>{m.noneHint}</p>
            </div>
          )}
          <Pager {...{ page: list.page, pages: list.pages, choice, locale, path }} />
        </div>
      </div>
    </>
  )
}

type ChipsProps = { readonly choice: Choice; readonly locale: Locale; readonly path: string }

/** What narrows the list, each to be taken away. */
function Chips({ choice, locale, path }: ChipsProps) {
  const { listing: m } = messagesOf(locale)
  if (!isNarrowed(choice)) return null
  const chips = [
    ...choice.brands.map((brand) => [brand, { brands: toggled(choice.brands, brand) }] as const),
    ...Object.entries(choice.attributes).flatMap(([name, values]) =>
      values.map(
        (value) => [value, { attributes: toggledAttribute(choice, name, value) }] as const,
      ),
    ),
    ...(choice.inStock ? [[m.inStock, { inStock: false }] as const] : []),
  ]
  return (
    <ul className={styles.chips}>
      {chips.map(([text, change]) => (
        <li key={text}>
          <Link
            href={`${path}${changed(choice, change)}`}
            prefetch={false}
            scroll={false}
            aria-label={m.remove(text)}
          >
            {text} <Cross />
          </Link>
        </li>
      ))}
      <li>
        <Link href={`${path}${widened(choice)}`} prefetch={false} scroll={false}>
          {m.clear}
        </Link>
      </li>
    </ul>
  )
}
