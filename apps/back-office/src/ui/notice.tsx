import type { ReactNode } from 'react'
import classes from './notice.module.css'

type Props = {
  readonly tone: 'bad' | 'attention' | 'calm'
  readonly title?: string
  /** `alert` is read aloud at once. */
  readonly role?: 'alert' | 'status'
  readonly children: ReactNode
}

/** Something that has to be said in a page, in the colours that text is read in. */
export const Notice = ({ tone, title, role, children }: Props) => (
  <div className={classes['notice']} data-tone={tone} role={role}>
    {title ? <strong>{title}</strong> : null}
    <div>{children}</div>
  </div>
)
