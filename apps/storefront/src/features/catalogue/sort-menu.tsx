import Link from 'next/link'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { type Choice, changed } from './facet-url.ts'
import { ListPending } from './list-pending.client.tsx'
import styles from './sort-menu.module.css'

type SortMenuProps = { readonly choice: Choice; readonly locale: Locale; readonly path: string }

const orders = ['relevance', 'newest', 'price', '-price', 'title'] as const

/** The orders of a list, as links: they work without a script. */
export function SortMenu({ choice, locale, path }: SortMenuProps) {
  const { listing: m } = messagesOf(locale)
  const usual = choice.q === undefined ? 'newest' : 'relevance'
  const current = orders.find((order) => order === choice.sort) ?? usual
  const shown = orders.filter((order) => choice.q !== undefined || order !== 'relevance')
  return (
    <details className={styles.menu}>
      <summary>
        {m.sort} <b>{m.sorts[current]}</b>
      </summary>
      <ul>
        {shown.map((order) => (
          <li key={order}>
            <Link
              href={`${path}${changed(choice, { sort: order })}`}
              prefetch={false}
              aria-current={order === current || undefined}
            >
              {m.sorts[order]}
              <ListPending />
            </Link>
          </li>
        ))}
      </ul>
    </details>
  )
}
