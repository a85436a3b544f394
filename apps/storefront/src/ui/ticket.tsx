import type { ReactNode } from 'react'
import styles from './ticket.module.css'

export type TicketRow = {
  readonly label: string
  readonly value: ReactNode
  readonly kind?: 'total' | 'small'
}

type TicketProps = {
  readonly rows: readonly TicketRow[]
  /** The shop computes: what stands here is about to change. */
  readonly isBusy?: boolean
  readonly children?: ReactNode
}

/** Amounts as on the receipt that one gets over the counter. */
export function Ticket({ rows, isBusy = false, children }: TicketProps) {
  return (
    <div className={styles.ticket} aria-busy={isBusy}>
      <dl>
        {rows.map(({ label, value, kind }) => (
          <div key={label} className={kind ? styles[kind] : undefined}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </div>
  )
}
