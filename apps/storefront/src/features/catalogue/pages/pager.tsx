import Link from 'next/link'
import { type Locale, messagesOf } from '../../../messages/messages.ts'
import { type Choice, queryOf } from '../facet-url.ts'
import styles from './pager.module.css'

type PagerProps = {
  readonly page: number
  readonly pages: number
  readonly choice: Choice
  readonly locale: Locale
  readonly path: string
}

/** Numbered pages as links: each has its address. */
export function Pager({ page, pages, choice, locale, path }: PagerProps) {
  const { listing: m } = messagesOf(locale)
  if (pages < 2) return null
  const to = (number: number) => `${path}${queryOf({ ...choice, page: number })}`
  return (
    <nav aria-label={m.page(page, pages)} className={styles.pager}>
      {page > 1 && (
        <Link href={to(page - 1)} prefetch={false} rel="prev" aria-label={m.previous}>
          ←
        </Link>
      )}
      {shownPages(page, pages).map((number) => (
        <Link
          key={number}
          href={to(number)}
          prefetch={false}
          aria-current={number === page ? 'page' : undefined}
        >
          {number}
        </Link>
      ))}
      {page < pages && (
        <Link href={to(page + 1)} prefetch={false} rel="next" aria-label={m.next}>
          →
        </Link>
      )}
    </nav>
  )
}

/** The first, the last, and those beside this one. */
export function shownPages(page: number, pages: number): readonly number[] {
  const wanted = [1, page - 1, page, page + 1, pages]
  return [...new Set(wanted)].filter((number) => number >= 1 && number <= pages)
}
