import type { Facets as FacetsOf } from '@comptoir/contracts/catalog/schemas'
import { readText } from '@comptoir/site/localized'
import Link from 'next/link'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { attributeLabel } from './attribute-label.ts'
import { type Choice, changed, toggled, toggledAttribute } from './facet-url.ts'
import { FacetBox } from './facet-value.client.tsx'
import styles from './facets.module.css'
import { PriceFields } from './price-fields.tsx'

type FacetsProps = {
  readonly facets: FacetsOf
  readonly choice: Choice
  readonly locale: Locale
  /** The address of the list without its query. */
  readonly path: string
}

/** Each value is a link to the list with it, or without it when it is chosen. */
export function Facets({ facets, choice, locale, path }: FacetsProps) {
  const { listing: m } = messagesOf(locale)
  const to = (change: Partial<Choice>) => `${path}${changed(choice, change)}`
  return (
    <div className={styles.facets}>
      {facets.categories.length > 0 && (
        <Group title={m.categories}>
          {facets.categories.slice(0, 20).map(({ categoryId, slug, name, count }) => {
            const { text, lang } = readText(name, locale)
            const href = `/${locale}/c/${slug}${changed(choice, {})}`
            return <Shelf key={categoryId} {...{ href, text, count, lang }} />
          })}
        </Group>
      )}
      <Group title={m.inStock}>
        <Value
          href={to({ inStock: !choice.inStock })}
          text={m.inStock}
          count={facets.stock.inStock}
          isChosen={choice.inStock}
        />
      </Group>
      <PriceFields {...{ facets, choice, locale, path }} />
      {facets.brands.length > 1 && (
        <Group title={m.brand}>
          {facets.brands.slice(0, 20).map(({ value, count }) => (
            <Value
              key={value}
              href={to({ brands: toggled(choice.brands, value) })}
              text={value}
              count={count}
              isChosen={choice.brands.includes(value)}
            />
          ))}
        </Group>
      )}
      {facets.attributes.map(({ name, values }) => (
        <Group key={name} title={attributeLabel(name, locale)}>
          {values.slice(0, 20).map(({ value, count }) => (
            <Value
              key={value}
              href={to({ attributes: toggledAttribute(choice, name, value) })}
              text={value}
              count={count}
              isChosen={choice.attributes[name]?.includes(value) ?? false}
            />
          ))}
        </Group>
      ))}
    </div>
  )
}

function Group({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <details open className={styles.group}>
      <summary>
        <span>{title}</span>
      </summary>
      <ul>{children}</ul>
    </details>
  )
}

type ShelfProps = {
  readonly href: string
  readonly text: string
  readonly count: number
  readonly lang?: string | undefined
}

/** A category below the one that is shown: a way on, not a choice. */
function Shelf({ href, text, count, lang }: ShelfProps) {
  return (
    <li>
      <Link href={href} prefetch={false} lang={lang} className={styles.value}>
        <span className={styles.text}>{text}</span>
        <span className={styles.count}>{count}</span>
      </Link>
    </li>
  )
}

type ValueProps = {
  readonly href: string
  readonly text: string
  readonly count: number
  readonly isChosen: boolean
  readonly lang?: string | undefined
}

function Value({ href, text, count, isChosen, lang }: ValueProps) {
  return (
    <li>
      <Link
        href={href}
        prefetch={false}
        scroll={false}
        lang={lang}
        aria-current={isChosen || undefined}
        className={styles.value}
      >
        <FacetBox isChosen={isChosen} />
        <span className={styles.text}>{text}</span>
        <span className={styles.count}>{count}</span>
      </Link>
    </li>
  )
}
