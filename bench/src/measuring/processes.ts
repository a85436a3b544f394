import { join } from 'node:path'
import { statOf } from '@comptoir/tools/runner/process/identity'
import { memoryOf as familyMemory, readParents } from '@comptoir/tools/runner/process/memory'
import { readRun } from '@comptoir/tools/runner/process/run-file'

/** Who used the CPU or holds the memory, as tables and charts name it. */
export const groups = [
  'services',
  'sidecars',
  'Redis',
  'broker and store',
  'scheduler',
  'placement',
  'payment simulator',
  'PayPal simulator',
  'VIES simulator',
  'pickup points simulator',
  'message simulator',
] as const
export type Group = (typeof groups)[number]

export type Measured = { readonly name: string; readonly group: Group; readonly pid: number }

const ticksPerSecond = 100

/** The processes of the running platform. */
export function platformProcesses(home: string): Measured[] {
  const run = readRun(join(home, 'run.json'))
  if (!run) throw new Error('no platform runs there')
  return run.processes.flatMap(({ name, group, pid }) =>
    pid ? [{ name, group: groupOf(name, group), pid }] : [],
  )
}

const simulatorGroups: Readonly<Record<string, Group>> = {
  'paypal-simulator': 'PayPal simulator',
  'vies-simulator': 'VIES simulator',
  'pickup-points-simulator': 'pickup points simulator',
  'message-simulator': 'message simulator',
}

function groupOf(name: string, group: string): Group {
  if (group === 'service') return 'services'
  if (group === 'sidecar') return 'sidecars'
  if (group === 'part') return name === 'redis' ? 'Redis' : 'broker and store'
  if (group === 'simulator') return simulatorGroups[name] ?? 'payment simulator'
  return name === 'scheduler' ? 'scheduler' : 'placement'
}

/** User and system time that each has used, in milliseconds. */
export function cpuOf(processes: readonly Measured[]): Map<string, number> {
  return new Map(processes.map(({ name, pid }) => [name, cpuMs(pid)]))
}

function cpuMs(pid: number): number {
  const fields = statOf(pid)
  if (fields.length < 13) throw new Error(`process ${pid} does not run`)
  return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond
}

export type Held = { readonly name: string; readonly group: Group; readonly mb: number }

/** Memory of each process with those that it started (PSS) in MB: a database has one for each connection. */
export function memoryOf(processes: readonly Measured[]): Held[] {
  const parents = readParents()
  return processes.map(({ name, group, pid }) => ({
    name,
    group,
    mb: Math.round((familyMemory(pid, parents) ?? 0) / 1024 / 1024),
  }))
}
