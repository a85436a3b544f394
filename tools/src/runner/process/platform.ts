import { setTimeout as sleep } from 'node:timers/promises'
import { statusText } from '../screen/rows.ts'
import { UserError } from '../screen/user-error.ts'
import { lastLines, rotateLogs } from './logs-folder.ts'
import {
  halt,
  launch,
  type ProcessSpec,
  prepare,
  type Supervised,
  type Supervision,
} from './supervise.ts'

export type PlatformOptions = Omit<Supervision, 'pollMs'> & {
  pollMs?: number
  /** Makes what the others must find in brokers and stores, once these answer. */
  prepareParts?: () => Promise<void>
}

/** A set of processes that run together: started in order, kept alive, stopped in the opposite order. */
export type Platform = {
  processes: readonly Supervised[]
  start: () => Promise<void>
  stop: (graceMs?: number) => Promise<void>
}

const readyWithinMs = 180_000
const deathsWhileStarting = 4

/** Prepares the processes; nothing runs before `start`. */
export function createPlatform(specs: readonly ProcessSpec[], options: PlatformOptions): Platform {
  const processes = specs.map(prepare)
  const supervision: Supervision = { pollMs: 150, ...options }
  const names = specs.map(({ name }) => name)
  return {
    processes,
    start: async () => {
      rotateLogs(options.logs, names)
      await startInOrder(processes, supervision, options.prepareParts)
    },
    stop: (graceMs = 10_000) => stopInOrder(processes, graceMs),
  }
}

/** The parts first: a sidecar gives up when its components cannot connect. The others find each other. */
async function startInOrder(
  processes: readonly Supervised[],
  supervision: Supervision,
  prepareParts: () => Promise<void> = async () => {},
): Promise<void> {
  const isPart = ({ spec }: Supervised) => spec.group === 'part'
  const parts = processes.filter(isPart)
  const others = processes.filter((process) => !isPart(process))
  await startTogether(parts, supervision)
  await prepareParts()
  await startTogether(others, supervision)
}

async function startTogether(wave: readonly Supervised[], supervision: Supervision): Promise<void> {
  for (const process of wave) launch(process, supervision)
  await Promise.all(wave.map((process) => untilReady(process, supervision)))
}

async function untilReady(process: Supervised, { logs, pollMs }: Supervision): Promise<void> {
  const deadline = performance.now() + readyWithinMs
  while (process.note.state !== 'ready') {
    if (process.stopping) throw new UserError('stopped while starting')
    if (process.note.restarts >= deathsWhileStarting) throw gaveUp(process, 'keeps dying', logs)
    if (performance.now() > deadline) throw gaveUp(process, statusText(process), logs)
    await sleep(pollMs)
  }
}

function gaveUp({ spec }: Supervised, why: string, logs: string): UserError {
  const tail = lastLines(logs, spec.name, 8)
  return new UserError(`${spec.name} does not start: ${why}. The end of its log:\n${tail}`)
}

/** Services first, so that they finish their work over living sidecars; brokers and stores last. */
async function stopInOrder(processes: readonly Supervised[], graceMs: number): Promise<void> {
  const order = ['service', 'sidecar', 'simulator', 'control plane', 'part']
  for (const process of processes) process.stopping = true
  for (const group of order) {
    const members = processes.filter(({ spec }) => spec.group === group)
    await Promise.all(members.map((process) => halt(process, graceMs)))
  }
}
