import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Part, ProvidePart } from '../../src/provision/part.ts'
import { knownSecrets } from '../../src/resources/known-secrets.ts'
import { checkout, layoutOf } from '../../src/runner/plan/layout.ts'
import { portsAt } from '../../src/runner/plan/ports.ts'
import type { ProcessSpec } from '../../src/runner/process/supervise.ts'
import { end, freePorts } from './sandbox.ts'

/** A real broker or store, prepared for the shop, for tests. */
export type RunningPart = {
  readonly part: Part
  stop(): Promise<void>
  /** Ends it, leaves it away for a while, and starts it on what it kept. */
  restart(awayMs: number): Promise<void>
}

/** Starts a part on free ports with its data in a folder, and prepares it with the secrets `partsKey: 'test'`. */
export async function runPart(provide: ProvidePart, folder: string): Promise<RunningPart> {
  const [postgresql = 0, mysql = 0, client = 0, own = 0, names = 0, live = 0] = await freePorts(6)
  const part = await provide({
    layout: layoutOf(checkout, { COMPTOIR_HOME: folder }),
    ports: { ...portsAt(0), postgresql, mysql, broker: { client, own, names }, live },
    secrets: { ...knownSecrets('test'), partsKey: 'test' },
    env: { PATH: process.env['PATH'] },
    isRoot: process.getuid?.() === 0,
    progress: () => {},
  })
  let children: Child[] = []
  const stop = async () =>
    void (await Promise.all(children.map(({ child, endSignal }) => end(child, endSignal))))
  const start = async () => {
    children = part.processes.map(startProcess)
    await Promise.all(part.processes.map(({ name, missing }) => answers(name, missing)))
  }
  const restart = async (awayMs: number) => {
    await stop()
    await sleep(awayMs)
    await start()
  }
  try {
    await start()
    await part.prepare?.()
    return { part, stop, restart }
  } catch (error) {
    await stop()
    throw error
  }
}

type Child = { readonly child: ChildProcess; readonly endSignal: NodeJS.Signals }

function startProcess({ command, args, env, endSignal = 'SIGTERM' }: ProcessSpec): Child {
  const options = { env: { ...process.env, ...env }, stdio: 'ignore' as const }
  return { child: spawn(command, [...args], options), endSignal }
}

async function answers(name: string, missing: (since: Date) => Promise<string | undefined>) {
  for (const deadline = Date.now() + 90_000; ; await sleep(100)) {
    const lacking = await missing(new Date())
    if (lacking === undefined) return
    if (Date.now() > deadline) throw new Error(`${name} is not ready: ${lacking}`)
  }
}
