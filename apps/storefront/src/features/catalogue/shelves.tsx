import { readText } from '@comptoir/site/localized'
import Link from 'next/link'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import type { CategoryNode } from '../../shop/catalogue.ts'
import styles from './shelves.module.css'

type ShelvesProps = { readonly locale: Locale; readonly shelves: readonly CategoryNode[] }

/** The first shelves as labels on a rail, with how much is on each. */
export function Shelves({ locale, shelves }: ShelvesProps) {
  const { listing } = messagesOf(locale)
  return (
    <ul className={styles.shelves}>
      {shelves.slice(0, 8).map(({ categoryId, slug, name, productCount }) => {
        const { text, lang } = readText(name, locale)
        return (
          <li key={categoryId}>
            <Link href={`/${locale}/c/${slug}`} prefetch={false}>
              <span className={styles.name} lang={lang}>
                {text}
              </span>
              <span className={styles.count}>{listing.found(productCount)}</span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
