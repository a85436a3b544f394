import type { ReactNode } from 'react'
import styles from './promise-ticket.module.css'

type PromiseRow = { readonly name: string; readonly value: ReactNode }

type PromiseTicketProps = {
  readonly title: string
  readonly rows: readonly PromiseRow[]
}

/** A receipt: names and values joined by dots, torn off at its ends. */
export function PromiseTicket({ title, rows }: PromiseTicketProps) {
  return (
    <section className={styles.ticket} aria-label={title}>
      <h2>{title}</h2>
      <dl>
        {rows.map(({ name, value }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
