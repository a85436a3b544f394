import classes from './status-badge.module.css'

export type StatusTone = 'calm' | 'good' | 'attention' | 'bad' | 'ended'

type Props = { readonly text: string; readonly tone: StatusTone }

/** A state in a word; its colour only says it again. */
export const StatusBadge = ({ text, tone }: Props) => (
  <span className={classes['badge']} data-tone={tone}>
    {text}
  </span>
)
