import type { Row } from '../measuring/measure.ts'
import { type Group, groups } from '../measuring/processes.ts'
import { concurrencies, type Result, rowOf, shareOfBareRoute, totalMb } from '../result.ts'
import { type Bar, barPlot } from './bars.ts'
import { latencyPlot } from './latency.ts'
import { colours } from './svg.ts'

const reads = ['list', 'detail', 'search'] as const
const ways = ['direct', 'gateway', '100,000 products'] as const
const colourOfGroup = Object.fromEntries(groups.map((group, n) => [group, colours[n] ?? '']))

/** The files of docs/plots, by name. */
export function plotsOf(result: Result): Record<string, string> {
  return {
    'latency-reads.svg': latencyPlot(result, {
      title: 'Latency of catalogue reads',
      rows: [
        ...reads.map((read) =>
          ways.map((way) => ({ label: `${read}, ${way}`, operation: `${read}, ${way}` })),
        ),
        [{ label: 'bare Hono route', operation: 'limit: bare Hono' }],
      ],
    }),
    'latency-orders.svg': latencyPlot(result, {
      title: 'Latency of carts, orders and an empty workflow',
      rows: [
        [
          { label: 'cart line', operation: 'cart line' },
          { label: 'cart, quote, order to confirmed', operation: 'checkout' },
        ],
        [
          { label: 'placed to confirmed', operation: 'placed to confirmed' },
          { label: 'empty five-activity workflow', operation: 'limit: empty' },
        ],
      ],
    }),
    'cpu.svg': cpuPlot(result),
    'memory.svg': memoryPlot(result),
    'reads.svg': readsPlot(result),
  }
}

function cpuPlot(result: Result): string {
  const barsOf = (name: string): Bar[] =>
    concurrencies.map((concurrency) => ({
      label: `${concurrency} at once`,
      parts: partsOf(rowOf(result, name, concurrency)),
    }))
  return barPlot({
    title: 'CPU of a cart line and of a checkout with all that follows it, over all processes',
    colourOf: colourOfGroup,
    show: (ms) => `${ms.toFixed(ms < 20 ? 2 : 0)} ms`,
    groups: [
      { heading: 'cart line', bars: barsOf('cart line') },
      {
        heading: 'checkout',
        bars: barsOf('checkout'),
        target: { value: 120, label: 'target 120 ms' },
      },
    ],
  })
}

function partsOf(row: Row | undefined) {
  const used: Partial<Record<Group, number>> = row?.cpuMsByGroup ?? {}
  return groups.flatMap((name) => (used[name] ? [{ name, value: used[name] }] : []))
}

function memoryPlot(result: Result): string {
  const bars = result.memory
    .toSorted((a, b) => b.mb - a.mb)
    .map(({ name, group, mb }) => ({ label: name, parts: [{ name: group, value: mb }] }))
  return barPlot({
    title: `Memory by process (PSS) after the checkouts: ${totalMb(result.memory)} MB`,
    colourOf: colourOfGroup,
    show: (mb) => `${mb} MB`,
    groups: [{ heading: '', bars }],
  })
}

function readsPlot(result: Result): string {
  const targets: Partial<Record<string, number>> = { direct: 0.7, gateway: 0.5 }
  const colourOf = { list: colours[0], detail: colours[1], search: colours[3] }
  return barPlot({
    title: 'Reads beside the bare route: its CPU as a share of theirs, 8 at once',
    colourOf,
    highest: Math.max(1, ...ways.flatMap((way) => reads.map((read) => shareOf(read, way)))),
    show: (share) => `${Math.round(share * 100)} %`,
    groups: ways.map((way) => {
      const wanted = targets[way]
      return {
        heading: way,
        bars: reads.map((read) => ({
          label: read,
          parts: [{ name: read, value: shareOf(read, way) }],
        })),
        ...(wanted && {
          target: { value: wanted, label: `target of the list: ${wanted * 100} %` },
        }),
      }
    }),
  })

  function shareOf(read: string, way: string): number {
    const share = shareOfBareRoute(result, `${read}, ${way}`, 8)
    return Number.isNaN(share) ? 0 : share
  }
}
