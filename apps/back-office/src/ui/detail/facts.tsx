import type { ReactNode } from 'react'
import classes from './detail.module.css'

type Fact = readonly [name: string, value: ReactNode]

/** What is known of something, by name; what has no value is left out. */
export const Facts = ({ rows }: { readonly rows: readonly Fact[] }) => (
  <dl className={classes['facts']}>
    {rows
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="figures">{value}</dd>
        </div>
      ))}
  </dl>
)
