import type { ReactNode } from 'react'
import { kitEn, kitFr } from '../messages/kit.ts'
import { useLocale, useWords } from '../office.tsx'
import { formatCount } from './chart/format-count.ts'
import classes from './job-progress.module.css'
import { StatusBadge, type StatusTone } from './status-badge.tsx'

export type JobState = 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled'

const tones: Readonly<Record<JobState, StatusTone>> = {
  ...{ waiting: 'calm', running: 'calm', paused: 'attention', done: 'good' },
  ...{ failed: 'bad', cancelled: 'ended' },
}

type Props = {
  /** What is done. */
  readonly label: string
  readonly state: JobState
  readonly done: number
  /** Left out while nobody knows. */
  readonly total?: number | undefined
  /** What came of it so far: `[{ label: 'Changed', value: 12 }]`. */
  readonly counts?: readonly { readonly label: string; readonly value: number }[]
  /** Pause, go on, cancel. */
  readonly actions?: ReactNode
}

/** How far a long job is. A change of its state is read aloud, its figures are not. */
export function JobProgress({ label, state, done, total, counts = [], actions }: Props) {
  const { job: texts } = useWords({ fr: kitFr, en: kitEn })
  const locale = useLocale()
  const format = (count: number) => formatCount(count, locale)
  return (
    <section className={classes['job']} aria-label={label}>
      <div className={classes['head']}>
        <strong>{label}</strong>
        <span role="status">
          <StatusBadge text={texts.states[state]} tone={tones[state]} />
        </span>
        <span className="figures">
          {total === undefined ? format(done) : texts.done(format(done), format(total))}
        </span>
        <span className={classes['actions']}>{actions}</span>
      </div>
      <progress
        aria-label={label}
        {...(total === undefined ? {} : { max: Math.max(total, 1), value: total === 0 ? 1 : done })}
      />
      {counts.length > 0 ? (
        <dl className={classes['counts']}>
          {counts.map(({ label: name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="figures">{format(value)}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </section>
  )
}
