import type { ReactNode } from 'react'
import styles from './notice.module.css'

/** Says what is the matter with the page, where it is. */
export function Notice({ children }: { readonly children: ReactNode }) {
  return (
    <p className={styles.notice} role="status">
      {children}
    </p>
  )
}
