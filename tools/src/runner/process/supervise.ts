import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Environment } from '../plan/environment.ts'
import { identityOf, signalGroup } from './identity.ts'
import type { ProcessNote } from './run-file.ts'

/** A process to keep running. `missing` answers what it still lacks since its start, or undefined when it is ready. */
export type ProcessSpec = {
  name: string
  group: ProcessNote['group']
  command: string
  args: readonly string[]
  env: Environment
  cwd: string
  port: number
  /** How it is asked to end; default: SIGTERM. */
  endSignal?: NodeJS.Signals
  missing: (startedAt: Date) => Promise<string | undefined>
}

/** A process under the runner's care, and what is known of it. */
export type Supervised = {
  spec: ProcessSpec
  note: ProcessNote
  lacking: string | undefined
  child: ChildProcess | undefined
  stopping: boolean
  startedAt: number
  quickDeaths: number
}

export type Supervision = {
  logs: string
  pollMs: number
  changed: (process: Supervised, why?: string) => void
}

const longestPauseMs = Number(process.env['RESTART_PAUSE_MAX_MS'] ?? 15_000)
const steadyAfterMs = 60_000

/** Describes a process that is not started yet. */
export function prepare(spec: ProcessSpec): Supervised {
  const { name, group, port } = spec
  return {
    spec,
    note: { name, group, port, state: 'waiting', restarts: 0 },
    lacking: undefined,
    child: undefined,
    stopping: false,
    startedAt: 0,
    quickDeaths: 0,
  }
}

/** Starts the process, and again whenever it dies, each time after a longer pause, until `halt`. */
export function launch(process: Supervised, supervision: Supervision): void {
  const child = spawnLogged(process.spec, supervision.logs)
  process.child = child
  process.startedAt = performance.now()
  process.note.pid = child.pid
  process.note.identity = child.pid === undefined ? undefined : identityOf(child.pid)
  become(process, 'starting', supervision)
  child.once('error', (error) => onDeath(process, child, error.message, supervision))
  child.once('exit', (code, signal) => {
    onDeath(process, child, signal ? `killed by ${signal}` : `exit code ${code}`, supervision)
  })
  void watchUntilReady(process, child, supervision)
}

function spawnLogged(spec: ProcessSpec, logs: string): ChildProcess {
  const log = openSync(join(logs, `${spec.name}.log`), 'a')
  try {
    // A group of its own: Ctrl-C reaches the runner alone, which stops the others in order.
    return spawn(spec.command, [...spec.args], {
      cwd: spec.cwd,
      env: { ...inheritedEnvironment(), ...spec.env },
      stdio: ['ignore', log, log],
      detached: true,
    })
  } finally {
    closeSync(log)
  }
}

/** Not for children: npm's own, and the addresses with which whoever administers a database or broker logs in. */
const notInherited =
  /^(npm_|INIT_CWD$|KAFKA_(USER|PASSWORD)$|(POSTGRESQL|MYSQL|MONGODB|MQTT|NATS|RABBITMQ)_URL$)/

function inheritedEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !notInherited.test(name))
  return Object.fromEntries(own)
}

async function watchUntilReady(process: Supervised, child: ChildProcess, supervision: Supervision) {
  const startedAt = new Date()
  while (process.child === child && !process.stopping) {
    process.lacking = await process.spec.missing(startedAt)
    if (process.child !== child || process.stopping) return
    if (process.lacking === undefined) {
      process.note.readyAfterMs = Math.round(performance.now() - process.startedAt)
      return become(process, 'ready', supervision)
    }
    await sleep(supervision.pollMs)
  }
}

function onDeath(
  process: Supervised,
  child: ChildProcess,
  why: string,
  supervision: Supervision,
): void {
  if (process.child !== child) return
  process.child = undefined
  process.note.pid = undefined
  process.note.identity = undefined
  if (process.stopping) {
    become(process, 'stopped', supervision)
    return
  }
  const lived = performance.now() - process.startedAt
  process.quickDeaths = lived > steadyAfterMs ? 1 : process.quickDeaths + 1
  process.note.restarts += 1
  const pauseMs = pauseBefore(process.quickDeaths)
  become(process, 'restarting', supervision, `${why}; starting again in ${pauseMs / 1000} s`)
  setTimeout(() => {
    if (!process.stopping) launch(process, supervision)
  }, pauseMs)
}

/** The pause before a restart: half a second, doubled at each quick death, 15 s at most. */
export function pauseBefore(quickDeaths: number): number {
  return Math.min(longestPauseMs, 500 * 2 ** (quickDeaths - 1))
}

function become(
  process: Supervised,
  state: ProcessNote['state'],
  supervision: Supervision,
  why?: string,
) {
  process.note.state = state
  supervision.changed(process, why)
}

/** Ends the process and its children: politely, then by force when it takes too long. */
export async function halt(process: Supervised, graceMs: number): Promise<void> {
  process.stopping = true
  const { child } = process
  if (!child?.pid) return
  const { pid } = child
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  signalGroup(pid, process.spec.endSignal ?? 'SIGTERM')
  const inTime = await Promise.race([ended.then(() => true), sleep(graceMs, false, { ref: false })])
  if (inTime) return
  signalGroup(pid, 'SIGKILL')
  await ended
}
