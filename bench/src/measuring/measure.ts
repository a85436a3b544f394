import { setTimeout as sleep } from 'node:timers/promises'
import { type Load, type Operation, run } from './load.ts'
import { cpuOf, type Group, type Measured } from './processes.ts'

export type Row = {
  readonly name: string
  readonly concurrency: number
  readonly operations: number
  readonly errors: number
  readonly firstError?: string
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  /** Milliseconds of CPU for each operation over all processes measured, without what they use when idle. */
  readonly cpuMs?: number
  readonly cpuMsByGroup?: Partial<Record<Group, number>>
  /** The same by process, the largest first. */
  readonly cpuMsOf?: Record<string, number>
  /** What the load generator itself used for each; not part of `cpuMs`. */
  readonly loadCpuMs?: number
  /** Mean size of an answer. */
  readonly bytes?: number
}

/** Milliseconds of CPU a second that each process uses when nobody asks anything. */
export type Idle = ReadonlyMap<string, number>

export async function measureIdle(processes: readonly Measured[], seconds = 5): Promise<Idle> {
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
  /** Work goes on behind an answer: its CPU counts until the platform is quiet again. */
  readonly settles?: boolean
  readonly warmUpSeconds?: number
  readonly bytes?: number
}

/** Runs one load, after a second or more of the same to warm up, and says what it took. */
export async function measure(bench: Bench, load: Load): Promise<Row> {
  const { name, operation, processes, idle, settles = false, warmUpSeconds = 1, bytes } = bench
  const { concurrency } = load
  const settle = () => (settles ? untilQuiet(processes, idle) : undefined)
  await run(operation, { concurrency, seconds: warmUpSeconds })
  await settle()
  const [before, ownBefore, startedAt] = [cpuOf(processes), process.cpuUsage(), performance.now()]
  const sample = await run(operation, load)
  const own = process.cpuUsage(ownBefore)
  await settle()
  const seconds = (performance.now() - startedAt) / 1_000
  const done = sample.times.length
  const each = (ms: number) => round(ms / Math.max(1, done), 3)
  const used = usedBy({ processes, idle, before, seconds })
  return {
    ...{ name, concurrency, errors: sample.errors, perSecond: round(done / sample.seconds, 1) },
    ...(sample.firstError !== undefined && { firstError: sample.firstError.slice(0, 300) }),
    ...summary(sample.times),
    ...(processes.length > 0 && {
      cpuMs: each(used.reduce((sum, { ms }) => sum + ms, 0)),
      cpuMsByGroup: perGroup(used, each),
      cpuMsOf: Object.fromEntries(used.map((one) => [one.name, each(one.ms)])),
    }),
    loadCpuMs: each((own.user + own.system) / 1_000),
    ...(bytes !== undefined && { bytes }),
  }
}

/** The same at one load after the other. */
export async function measureEach(bench: Bench, loads: readonly Load[]): Promise<Row[]> {
  const rows: Row[] = []
  for (const load of loads) rows.push(await measure(bench, load))
  return rows
}

type Used = { readonly name: string; readonly group: Group; readonly ms: number }
type Window = {
  readonly processes: readonly Measured[]
  readonly idle: Idle
  readonly before: ReadonlyMap<string, number>
  readonly seconds: number
}

/** What each process used since, beyond what it uses anyway; the largest first, without those that did nothing. */
function usedBy({ processes, idle, before, seconds }: Window): Used[] {
  const after = cpuOf(processes)
  return processes
    .map(({ name, group }) => {
      const ms = (after.get(name) ?? 0) - (before.get(name) ?? 0)
      return { name, group, ms: ms - (idle.get(name) ?? 0) * seconds }
    })
    .filter(({ ms }) => ms > 0)
    .toSorted((a, b) => b.ms - a.ms)
}

function perGroup(used: readonly Used[], each: (ms: number) => number) {
  const sums: Partial<Record<Group, number>> = {}
  for (const { group, ms } of used) sums[group] = (sums[group] ?? 0) + ms
  return Object.fromEntries(Object.entries(sums).map(([group, ms]) => [group, each(ms)]))
}

const lookEveryMs = 500
const quietCores = 0.08

/** Waits until the processes do no more than they do when idle, twelve seconds at most. */
async function untilQuiet(processes: readonly Measured[], idle: Idle): Promise<void> {
  const idleMs = sumOf(idle) * (lookEveryMs / 1_000)
  for (let looks = 0; looks < 24; looks++) {
    const before = sumOf(cpuOf(processes))
    await sleep(lookEveryMs)
    const ms = sumOf(cpuOf(processes)) - before - idleMs
    if (ms < quietCores * lookEveryMs) return
  }
}

const sumOf = (each: ReadonlyMap<string, number>) =>
  [...each.values()].reduce((sum, ms) => sum + ms, 0)

/** The times in short. */
export function summary(times: readonly number[]) {
  const at = (share: number) => round(percentile(times, share), 2)
  return { operations: times.length, p50: at(0.5), p95: at(0.95), p99: at(0.99) }
}

export function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}

/** Percentile of a sample, by nearest rank. */
function percentile(sample: readonly number[], share: number): number {
  const sorted = sample.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
