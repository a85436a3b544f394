import { Wide } from '../wide.tsx'
import classes from './bar-chart.module.css'
import { topOf } from './scale.ts'

export type Bar = {
  readonly id: string
  readonly label: string
  readonly value: number
  /** The value as people read it. */
  readonly text: string
}

type Props = {
  readonly title: string
  /** Names of the two columns of the table. */
  readonly columns: readonly [label: string, value: string]
  readonly bars: readonly Bar[]
  /** How a value of the axis is written. */
  readonly format: (value: number) => string
  /** The words that open the table. */
  readonly table: string
}

const width = 600
const height = 160
const gap = 4

/** Bars side by side, and the same as a table. Values below zero hang below the line. */
export function BarChart({ title, columns, bars, format, table }: Props) {
  const top = topOf(bars.map(({ value }) => Math.abs(value)))
  const lowest = bars.some(({ value }) => value < 0) ? -top : 0
  const y = (value: number) => (height * (top - value)) / (top - lowest)
  const step = width / Math.max(1, bars.length)
  return (
    <figure className={classes['chart']}>
      <figcaption>{title}</figcaption>
      <div className={classes['plot']} aria-hidden>
        <span className={classes['top']}>{format(top)}</span>
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none">
          <title>{title}</title>
          <line x1="0" x2={width} y1={y(0)} y2={y(0)} />
          {bars.map(({ id, label, value, text }, at) => (
            <rect
              key={id}
              x={at * step + gap / 2}
              width={Math.max(1, step - gap)}
              y={Math.min(y(value), y(0))}
              height={Math.abs(y(value) - y(0))}
            >
              <title>{`${label} · ${text}`}</title>
            </rect>
          ))}
        </svg>
        <span className={classes['ends']}>
          <span>{bars[0]?.label}</span>
          <span>{bars.at(-1)?.label}</span>
        </span>
      </div>
      <details>
        <summary>{table}</summary>
        <Wide label={title}>
          <table className={classes['table']}>
            <caption className="unseen">{title}</caption>
            <thead>
              <tr>
                <th scope="col">{columns[0]}</th>
                <th scope="col">{columns[1]}</th>
              </tr>
            </thead>
            <tbody>
              {bars.map(({ id, label, text }) => (
                <tr key={id}>
                  <th scope="row">{label}</th>
                  <td>{text}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      </details>
    </figure>
  )
}
