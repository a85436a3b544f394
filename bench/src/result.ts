import type { Row } from './measuring/measure.ts'
import type { Held } from './measuring/processes.ts'

/** What one run of the bench found: `bench/results/bench.json`. */
export type Result = {
  readonly at: string
  readonly machine: string
  /** Length of a window. */
  readonly seconds: number
  readonly rows: readonly Row[]
  /** After the checkouts. */
  readonly memory: readonly Held[]
  /** Cores in use when nobody asks anything. */
  readonly idleCores: number
  /** From `npm start` to ready with everything downloaded, when the bench started the platform itself. */
  readonly startSeconds?: number
  /** The large catalogue. */
  readonly big?: {
    readonly products: number
    readonly loadSeconds: number
    readonly memory: readonly Held[]
  }
}

export const concurrencies = [1, 8, 32] as const

/** The row of an operation at a concurrency; its name may be given by its beginning. */
export function rowOf({ rows }: Result, name: string, concurrency: number): Row | undefined {
  return rows.find((row) => row.name.startsWith(name) && row.concurrency === concurrency)
}

/**
 * CPU of the bare route as a share of a read's, both by the operation: how near the read comes to the limit. The bare
 * route is the one whose answer is nearest in size.
 */
export function shareOfBareRoute(result: Result, name: string, concurrency: number): number {
  const read = rowOf(result, name, concurrency)
  const distance = ({ bytes = 0 }: Row) => Math.abs(bytes - (read?.bytes ?? 0))
  const [bare] = result.rows
    .filter((row) => row.name.startsWith('limit: bare Hono') && row.concurrency === concurrency)
    .toSorted((a, b) => distance(a) - distance(b))
  return bare?.cpuMs && read?.cpuMs ? bare.cpuMs / read.cpuMs : Number.NaN
}

export const totalMb = (memory: readonly Held[]): number =>
  memory.reduce((sum, { mb }) => sum + mb, 0)
