import Link from 'next/link'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { listIfPossible } from '../../shop/catalogue.ts'
import { type Choice, listQueryOf, queryOf } from './facet-url.ts'
import styles from './listing.module.css'
import { narrowings } from './narrowings.ts'

type EmptyListProps = {
  readonly choice: Choice
  readonly locale: Locale
  readonly path: string
  readonly category: string | undefined
}

/** As many as are asked for at once. */
const offeredAtMost = 4

/** Nothing matches: what to take away, ordered by how many products come back. */
export async function EmptyList({ choice, locale, path, category }: EmptyListProps) {
  const { listing: m } = messagesOf(locale)
  const offers = await Promise.all(
    narrowings(choice, locale)
      .slice(0, offeredAtMost)
      .map(async ({ text, without }) => {
        const only = { limit: '1', facets: 'false', ...(category !== undefined && { category }) }
        const list = await listIfPossible(listQueryOf(without, only), locale)
        return { text, without, total: list?.total ?? 0 }
      }),
  )
  const helpful = offers.filter(({ total }) => total > 0).sort((a, b) => b.total - a.total)
  return (
    <div className={styles.none}>
      <h2>{choice.q === undefined ? m.none : m.noneFor(choice.q)}</h2>
      <p>{helpful.length > 0 ? m.removeHint : m.noneHint}</p>
      <ul className={styles.offers}>
        {helpful.map(({ text, without, total }) => (
          <li key={text}>
            <Link href={`${path}${queryOf(without)}`} prefetch={false}>
              {m.without(text)} <span>{m.found(total)}</span>
            </Link>
          </li>
        ))}
        {helpful.length === 0 && (
          <li>
            <Link href={`/${locale}/search`} prefetch={false}>
              {m.allProducts}
            </Link>
          </li>
        )}
      </ul>
    </div>
  )
}
