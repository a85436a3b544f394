import { countsText } from '../kit/buyers.ts'
import { markdownTable } from '../kit/markdown-table.ts'
import type { Slope } from './slope.ts'
import type { Soaked } from './soak.ts'

/** A soak as it is kept, without its samples. */
export type SoakResult = Omit<Soaked, 'samples'> & { readonly at: string }

/** What a soak showed, in Markdown: what each service held, and what was killed. */
export function soakSection({
  at,
  minutes,
  capacity,
  ordersPerSecond,
  ...soak
}: SoakResult): string[] {
  const { orders, kills, rule, slopes, broke } = soak
  const measured = capacity ? ` Capacity: ${capacity.toFixed(1)} orders a second.` : ''
  const victims = [...Map.groupBy(kills, ({ victim }) => victim)].toSorted()
  return [
    '## Soak',
    '',
    `${minutes} minutes at ${ordersPerSecond.toFixed(1)} orders a second, on ${at.slice(0, 10)}.${measured}`,
    `Orders: ${countsText(orders)}. ${broke.length === 0 ? 'All held.' : `BROKE: ${broke.join('; ')}.`}`,
    '',
    `What a service holds after a full collection may grow by ${rule.percentPerMinute} % a minute at most, from minute ${rule.warmMinutes} of a process:`,
    '',
    ...markdownTable(
      ['service', 'minutes', 'samples', 'MB', '% a minute', 'MB resident'],
      slopes.toSorted((a, b) => b.percentPerMinute - a.percentPerMinute).map(slopeCells),
    ),
    '',
    `${kills.length} kills:`,
    '',
    ...markdownTable(
      ['process', 'killed in minute'],
      victims.map(([victim, all]) => [victim, all.map(({ minute }) => minute).join(', ')]),
    ),
    '',
  ]
}

function slopeCells(slope: Slope): string[] {
  const { service, fromMinute, toMinute, samples, startBytes, percentPerMinute } = slope
  return [
    service,
    `${fromMinute.toFixed(1)} to ${toMinute.toFixed(1)}`,
    String(samples),
    megabytes(startBytes),
    percentPerMinute.toFixed(2),
    slope.residentBytes.map(megabytes).join(' to '),
  ]
}

const megabytes = (bytes: number) => (bytes / 1_048_576).toFixed(1)

/** In one line, for the table of drills. */
export function textOfSoak({ orders, ordersPerSecond, kills, slopes }: Soaked): string {
  const [steepest] = slopes.toSorted((a, b) => b.percentPerMinute - a.percentPerMinute)
  const slope = steepest
    ? `steepest ${steepest.service} ${steepest.percentPerMinute.toFixed(2)} % a minute`
    : 'no heap judged'
  return `${countsText(orders)} at ${ordersPerSecond.toFixed(1)} a second; ${kills.length} kills; ${slope}`
}
