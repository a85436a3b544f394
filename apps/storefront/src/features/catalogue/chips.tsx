import Link from 'next/link'
import { type Locale, messagesOf } from '../../messages/messages.ts'
import { Cross } from '../../ui/icons.tsx'
import { type Choice, queryOf, widened } from './facet-url.ts'
import { ListPending } from './list-pending.client.tsx'
import styles from './listing.module.css'
import { narrowings } from './narrowings.ts'

type ChipsProps = { readonly choice: Choice; readonly locale: Locale; readonly path: string }

/** What narrows the list, each to be taken away. */
export function Chips({ choice, locale, path }: ChipsProps) {
  const { listing: m } = messagesOf(locale)
  const chips = narrowings(choice, locale)
  if (chips.length === 0) return null
  return (
    <ul className={styles.chips}>
      {chips.map(({ text, without }) => (
        <li key={text}>
          <Link
            href={`${path}${queryOf(without)}`}
            prefetch={false}
            scroll={false}
            aria-label={m.remove(text)}
          >
            {text} <Cross />
            <ListPending />
          </Link>
        </li>
      ))}
      <li className={styles.clear}>
        <Link href={`${path}${widened(choice)}`} prefetch={false} scroll={false}>
          {m.clear}
          <ListPending />
        </Link>
      </li>
    </ul>
  )
}
