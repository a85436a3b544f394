'use client'

import { usePathname } from 'next/navigation'
import styles from '../../features/frame/state-page.module.css'
import { failure } from '../../messages/failure.ts'

type ErrorPageProps = {
  readonly error: { readonly digest?: string }
  readonly reset: () => void
}

/** What could not be rendered: says so, that nothing is lost, and what to name when one asks. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const m = failure[usePathname().startsWith('/en') ? 'en' : 'fr']
  return (
    <div className={styles.state}>
      <h1>{m.title}</h1>
      <p>{m.hint}</p>
      <button type="button" onClick={reset} className={styles.button}>
        {m.retry}
      </button>
      {error.digest && <p className={styles.small}>{m.reference(error.digest)}</p>}
    </div>
  )
}
