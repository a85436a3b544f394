import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readRun } from '@comptoir/tools/runner/run-file'
import { pssOf } from './memory.ts'

export type Measured = { readonly name: string; readonly group: string; readonly pid: number }

const ticksPerSecond = 100

/** The processes of the running platform. */
export function platformProcesses(home: string): Measured[] {
  const run = readRun(join(home, 'run.json'))
  if (!run) throw new Error('no platform runs there')
  return run.processes.flatMap(({ name, group, pid }) => (pid ? [{ name, group, pid }] : []))
}

/** User and system time that each has used, in milliseconds. */
export function cpuOf(processes: readonly Measured[]): Map<string, number> {
  return new Map(processes.map(({ name, pid }) => [name, cpuMs(pid)]))
}

function cpuMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond
}

/** Memory of each, in MB. */
export function memoryOf(processes: readonly Measured[]): Record<string, number> {
  return Object.fromEntries(processes.map(({ name, pid }) => [name, Math.round(pssOf(pid) / 1024)]))
}
