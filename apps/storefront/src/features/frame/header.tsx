import { readText } from '@comptoir/site/localized'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import type { CategoryNode } from '../../shop/catalogue.ts'
import { SearchField } from '../search/search-field.client.tsx'
import styles from './header.module.css'
import { LanguageLink } from './language-link.client.tsx'
import { shownShelves } from './shown-shelves.ts'

type HeaderProps = {
  readonly locale: Locale
  readonly shelves: readonly CategoryNode[]
  /** What is the visitor's own: account and cart. */
  readonly own?: ReactNode
}

/** The counter: name, search, shelves, language, account, cart. */
export function Header({ locale, shelves, own }: HeaderProps) {
  const m = messagesOf(locale)
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <Link href={`/${locale}`} prefetch={false} className={styles.name}>
          {m.shop}
        </Link>
        <search className={styles.field}>
          <SearchField locale={locale} texts={m.searchField} />
        </search>
        <div className={styles.own}>
          <LanguageLink locale={locale} text={m.otherLanguage} />
          {own}
        </div>
      </div>
      {shelves.length > 0 && <ShelfMenu locale={locale} shelves={shelves} />}
    </header>
  )
}

function ShelfMenu({ locale, shelves }: Omit<HeaderProps, 'own'>) {
  const m = messagesOf(locale)
  return (
    <nav aria-label={m.menu} className={styles.shelves}>
      <ul>
        {shownShelves(shelves).map(({ categoryId, slug, name }) => {
          const { text, lang } = readText(name, locale)
          return (
            <li key={categoryId}>
              <Link href={`/${locale}/c/${slug}`} prefetch={false} lang={lang}>
                {text}
              </Link>
            </li>
          )
        })}
        <li className={styles.all}>
          <Link href={`/${locale}/search`} prefetch={false}>
            {m.listing.allProducts}
          </Link>
        </li>
      </ul>
    </nav>
  )
}
