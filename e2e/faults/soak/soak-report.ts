import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { countsText } from '../kit/buyers.ts'
import type { Slope } from './slope.ts'
import type { Soaked } from './soak.ts'

const results = resolve(import.meta.dirname, '../../results')
const megabytes = (bytes: number) => (bytes / 1_048_576).toFixed(1)

/** Shows what each service held; keeps everything with the logs, and a soak of half an hour with the checkout. */
export function keepSoak(home: string, soaked: Soaked): void {
  console.log(tableOf(soaked))
  writeFileSync(join(home, 'soak.json'), `${JSON.stringify(soaked)}\n`)
  if (soaked.minutes < 30) return
  mkdirSync(results, { recursive: true })
  const { weights: _, ...summary } = soaked
  const at = new Date().toISOString()
  writeFileSync(join(results, 'soak.json'), `${JSON.stringify({ at, ...summary }, undefined, 2)}\n`)
}

function tableOf({ slopes, rule, kills }: Soaked): string {
  const { warmMinutes, percentPerMinute } = rule
  const width = Math.max(...slopes.map(({ service }) => service.length), 'service'.length)
  const rows = slopes
    .toSorted((a, b) => b.percentPerMinute - a.percentPerMinute)
    .map((slope) => rowOf(slope, width))
  return [
    `\nHeld after a full collection, from minute ${warmMinutes} of a life; flat is under ${percentPerMinute} % a minute`,
    `${'service'.padEnd(width)}   minutes  samples  MB at first  % a minute     MB resident`,
    ...rows,
    `killed: ${kills.map(({ minute, victim }) => `${minute} ${victim}`).join(', ')}`,
  ].join('\n')
}

function rowOf(slope: Slope, width: number): string {
  const { service, fromMinute, toMinute, samples, startBytes, percentPerMinute } = slope
  return [
    service.padEnd(width),
    `${fromMinute.toFixed(1)}-${toMinute.toFixed(1)}`.padStart(10),
    String(samples).padStart(7),
    megabytes(startBytes).padStart(11),
    percentPerMinute.toFixed(2).padStart(10),
    slope.residentBytes.map(megabytes).join(' to ').padStart(14),
  ].join('  ')
}

/** In one line, for the table of drills. */
export function textOfSoak({ orders, ordersPerSecond, kills, slopes }: Soaked): string {
  const [steepest] = slopes.toSorted((a, b) => b.percentPerMinute - a.percentPerMinute)
  const slope = steepest
    ? `steepest ${steepest.service} ${steepest.percentPerMinute.toFixed(2)} % a minute`
    : 'no heap judged'
  return `${countsText(orders)} at ${ordersPerSecond.toFixed(1)} a second; ${kills.length} kills; ${slope}`
}
