import type { ReactNode } from 'react'
import styles from './rail.module.css'

export type Station = {
  readonly key: string
  readonly title: string
  readonly state: 'done' | 'current' | 'todo' | 'undone'
  readonly detail?: ReactNode
}

type RailProps = { readonly label: string; readonly stations: readonly Station[] }

/** Stations on a line: what was reached, where it is, what is to come. */
export function Rail({ label, stations }: RailProps) {
  return (
    <ol className={styles.rail} aria-label={label}>
      {stations.map(({ key, title, state, detail }) => (
        <li
          key={key}
          className={styles[state]}
          aria-current={state === 'current' ? 'step' : undefined}
        >
          <span className={styles.title}>{title}</span>
          {detail && <span className={styles.detail}>{detail}</span>}
        </li>
      ))}
    </ol>
  )
}
