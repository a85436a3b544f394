import { readText } from '@comptoir/site/localized'
import Link from 'next/link'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import type { CategoryNode } from '../../shop/catalogue.ts'
import { Picture } from '../../ui/picture.tsx'
import styles from './shelves.module.css'

type ShelvesProps = { readonly locale: Locale; readonly shelves: readonly CategoryNode[] }

/** Shelves as labels below their pictures, with how much is on each. */
export function Shelves({ locale, shelves }: ShelvesProps) {
  const { listing } = messagesOf(locale)
  return (
    <ul className={styles.shelves}>
      {shelves.map(({ categoryId, slug, name, productCount, imagePath }) => {
        const { text, lang } = readText(name, locale)
        return (
          <li key={categoryId}>
            <Link href={`/${locale}/c/${slug}`} prefetch={false}>
              <span className={styles.ground}>
                <Picture path={imagePath} alt="" sizes="220px" className={styles.picture} />
              </span>
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
