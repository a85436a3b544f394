import type { ReactNode } from 'react'
import styles from './form.module.css'

type SectionProps = { readonly id: string; readonly title: string; readonly children: ReactNode }

/** A part of a page of the account. */
export function Section({ id, title, children }: SectionProps) {
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  )
}
