import { lookUp } from '@comptoir/contracts/look-up'
import { Wide } from '../../../ui/wide.tsx'
import classes from '../order/order.module.css'
import { useOrderTexts } from '../order-texts.ts'
import type { Story, StoryItem } from './story.ts'

/** Seconds with their thousandths, since the order was placed. */
const sinceText = (ms: number) => `+${(ms / 1_000).toFixed(3)} s`

/** The story as a table: a column for each who took part, a row for each thing that happened. */
export function StoryTable({ story: { lanes, items } }: { readonly story: Story }) {
  const texts = useOrderTexts()
  return (
    <Wide label={texts.tabs.saga}>
      <table className={`${classes['table']} ${classes['story']}`}>
        <caption className="unseen">{texts.tabs.saga}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.time}</th>
            {lanes.map((lane) => (
              <th key={lane} scope="col">
                {lookUp(texts.lanes, lane) ?? lane}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item, at) => (
            // the story is read whole each time, and its order is that of time
            // biome-ignore lint/suspicious/noArrayIndexKey: two steps may have the same name and time
            <tr key={at}>
              <td>
                <time dateTime={item.at}>{sinceText(item.sinceMs)}</time>
              </td>
              {lanes.map((lane) => (
                <td key={lane}>{lane === item.lane ? <Step item={item} /> : null}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

function Step({ item }: { readonly item: StoryItem }) {
  const texts = useOrderTexts()
  const { name, tone, tookMs, detail, attempt, handled } = item
  return (
    <div className={classes['step']} data-tone={tone}>
      {name}
      <span className="unseen"> ({texts.tones[tone]})</span>
      <span className={classes['hint']}>
        {attempt === undefined ? '' : ` ${texts.attempt(attempt)}`}
        {tookMs === undefined ? '' : ` ${texts.took(String(tookMs))}`}
        {detail ? ` ${detail}` : ''}
      </span>
      {handled.length > 0 ? (
        <ul className={classes['hint']}>
          {handled.map(({ service, afterMs }) => (
            <li key={service}>
              {service} {afterMs === undefined ? texts.notYet : `+${afterMs} ms`}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
