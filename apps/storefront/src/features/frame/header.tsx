import { readText } from '@comptoir/site/localized'
import Link from 'next/link'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import type { CategoryNode } from '../../shop/catalogue.ts'
import { Search } from '../../ui/icons.tsx'
import styles from './header.module.css'
import { LanguageLink } from './language-link.client.tsx'

type HeaderProps = { readonly locale: Locale; readonly shelves: readonly CategoryNode[] }

/** The counter: name, search, shelves, language, account, cart. */
export function Header({ locale, shelves }: HeaderProps) {
  const m = messagesOf(locale)
  return (
    <header className={styles.header}>
      <div className={styles.bar}>
        <Link href={`/${locale}`} prefetch={false} className={styles.name}>
          {m.shop}
        </Link>
        <search className={styles.field}>
          <form action={`/${locale}/search`} className={styles.search}>
            <label htmlFor="q" className="hidden">
              {m.search}
            </label>
            <input id="q" name="q" type="search" placeholder={m.searchHint} maxLength={200} />
            <button type="submit" aria-label={m.search}>
              <Search />
            </button>
          </form>
        </search>
        <div className={styles.own}>
          <LanguageLink locale={locale} text={m.otherLanguage} />
        </div>
      </div>
      {shelves.length > 0 && (
        <nav aria-label={m.menu} className={styles.shelves}>
          <ul>
            {shelves.map(({ categoryId, slug, name }) => {
              const { text, lang } = readText(name, locale)
              return (
                <li key={categoryId}>
                  <Link href={`/${locale}/c/${slug}`} prefetch={false} lang={lang}>
                    {text}
                  </Link>
                </li>
              )
            })}
          </ul>
        </nav>
      )}
    </header>
  )
}
