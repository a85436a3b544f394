import type { ReactNode } from 'react'
import classes from './wide.module.css'

type Props = { readonly label: string; readonly children: ReactNode }

/** What may be wider than the page: it scrolls by itself, also by keyboard. */
export const Wide = ({ label, children }: Props) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without a focus nobody scrolls it by keyboard
  <section className={classes['wide']} aria-label={label} tabIndex={0}>
    {children}
  </section>
)
