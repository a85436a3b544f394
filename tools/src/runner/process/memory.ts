import { readdirSync } from 'node:fs'
import { attempt, readText } from '../files.ts'
import { statOf } from './identity.ts'

/**
 * The memory of a process and its descendants as proportional set size in bytes: pages that several processes
 * share count once, divided among them. Undefined where the system does not tell.
 */
export function memoryOf(pid: number, parents: ReadonlyMap<number, number>): number | undefined {
  const family = [pid, ...descendantsOf(pid, parents)]
  const sizes = family.flatMap((member) => proportionalSize(member) ?? [])
  return sizes.length === 0 ? undefined : sizes.reduce((sum, size) => sum + size, 0)
}

/** Pages that several processes share count once, divided among them (PSS), in bytes. */
export function proportionalSize(pid: number): number | undefined {
  const kilobytes = readText(`/proc/${pid}/smaps_rollup`)?.match(/^Pss:\s+(\d+) kB/m)?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
}

/** Who is whose parent, for every process of this machine. */
export function readParents(): Map<number, number> {
  const pids = (attempt(() => readdirSync('/proc')) ?? []).filter((name) => /^\d+$/.test(name))
  return new Map(pids.map(Number).map((pid) => [pid, Number(statOf(pid)[1] ?? 0)]))
}

function descendantsOf(pid: number, parents: ReadonlyMap<number, number>): number[] {
  const children = [...parents].filter(([, parent]) => parent === pid).map(([child]) => child)
  return children.flatMap((child) => [child, ...descendantsOf(child, parents)])
}
