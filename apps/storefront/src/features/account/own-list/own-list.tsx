import type { ReactNode } from 'react'
import type { Locale } from '../../../messages/messages.ts'
import button from '../../../ui/button.module.css'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { isSignedOut } from '../../../visitor/session-end.ts'
import type { Pages } from '../../../visitor/use-pages.ts'
import { ProblemAlert } from '../../frame/problem-alert.tsx'
import styles from './own-list.module.css'

type OwnListProps<T> = {
  readonly pages: Pages<T>
  readonly locale: Locale
  readonly words: { readonly loading: string; readonly more: string; readonly again: string }
  /** What stands there when there are none. */
  readonly nothing: ReactNode
  readonly row: (item: T) => ReactNode
}

/** A list of who is signed in, with its empty, loading and failed states, and a way to earlier ones. */
export function OwnList<T>({ pages, locale, words, nothing, row }: OwnListProps<T>) {
  const { items, problem, again, hasMore } = pages
  return (
    <>
      {!items && !problem && <Skeleton text={words.loading} lines={6} />}
      {items?.length === 0 && nothing}
      {items && items.length > 0 && <ul className={styles.items}>{items.map(row)}</ul>}
      {problem && !isSignedOut(problem) && (
        <ProblemAlert code={problem.code} locale={locale}>
          <button type="button" className={button.button} onClick={again}>
            {words.again}
          </button>
        </ProblemAlert>
      )}
      {hasMore && !problem && (
        <button type="button" className={`${button.button} ${button.quiet}`} onClick={again}>
          {words.more}
        </button>
      )}
    </>
  )
}
