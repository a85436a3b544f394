import { setTimeout as sleep } from 'node:timers/promises'
import { type Load, type Operation, run } from './load.ts'
import { percentile } from './memory.ts'
import { cpuOf, type Measured } from './processes.ts'

export type Row = {
  readonly name: string
  readonly concurrency: number
  readonly operations: number
  readonly errors: number
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Milliseconds of CPU for each operation over all processes, without what they use when idle. */
  readonly cpuMs?: number
  /** The same by process, the largest first. */
  readonly cpuMsOf?: Record<string, number>
}

export type Idle = ReadonlyMap<string, number>

/** What the processes use when nobody asks anything, in milliseconds of CPU a second. */
export async function measureIdle(processes: readonly Measured[], seconds = 4): Promise<Idle> {
  const before = cpuOf(processes)
  await sleep(seconds * 1_000)
  const after = cpuOf(processes)
  return new Map([...after].map(([name, ms]) => [name, (ms - (before.get(name) ?? 0)) / seconds]))
}

export type Bench = {
  readonly name: string
  readonly operation: Operation
  readonly processes: readonly Measured[]
  readonly idle: Idle
  /** How long work goes on behind an answer: its CPU counts too. */
  readonly settleMs?: number
}

/** Runs one load, a short one first to warm up, and says what it took. */
export async function measure(bench: Bench, load: Load): Promise<Row> {
  const { name, operation, processes, idle, settleMs = 0 } = bench
  await run(operation, { concurrency: load.concurrency, seconds: 0.5, operations: 500 })
  await sleep(settleMs)
  const before = cpuOf(processes)
  const sample = await run(operation, load)
  await sleep(settleMs)
  const after = cpuOf(processes)
  const seconds = sample.seconds + settleMs / 1_000
  const done = sample.times.length
  const used = processes.map(({ name: one }) => {
    const ms = (after.get(one) ?? 0) - (before.get(one) ?? 0) - (idle.get(one) ?? 0) * seconds
    return [one, round(Math.max(0, ms) / Math.max(1, done), 3)] as const
  })
  const largest = used.filter(([, ms]) => ms > 0).sort((a, b) => b[1] - a[1])
  const total = largest.reduce((sum, [, ms]) => sum + ms, 0)
  return {
    name,
    concurrency: load.concurrency,
    errors: sample.errors,
    perSecond: round(done / sample.seconds, 1),
    ...summary(sample.times),
    ...(processes.length > 0 && {
      cpuMs: round(total, 3),
      cpuMsOf: Object.fromEntries(largest.slice(0, 12)),
    }),
  }
}

/** The times in short. */
export function summary(times: readonly number[]) {
  const at = (share: number) => round(percentile(times, share), 2)
  return { operations: times.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}
