import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { AppId } from '@comptoir/contracts/topology'
import { unusedPorts } from '@comptoir/tools/runner/plan/unused-ports'
import { eventually } from '../src/api.ts'
import type { PlatformAddress } from '../src/platform.ts'
import { processesOf } from '../src/processes-and-sockets.ts'
import { leaveOut } from '../src/this-machine.ts'

const checkout = resolve(import.meta.dirname, '../..')

export type Replica = { readonly url: string; kill(): Promise<void> }

/** Starts a replica of a service beside that of the running platform, with the same settings but those given, and the same sidecar. */
export async function startReplica(
  { home, isElsewhere }: PlatformAddress,
  appId: AppId,
  settings: Readonly<Record<string, string>>,
): Promise<Replica> {
  if (isElsewhere) leaveOut('it starts a replica of a service')
  const first = processesOf(home).get(appId)
  if (first === undefined) throw new Error(`${appId} does not run`)
  const [port = 0] = await unusedPorts(1)
  const env = { ...environmentOf(first), ...settings, PORT: String(port) }
  const main = join(checkout, 'services', appId, 'src', 'main.ts')
  const child = spawn(process.execPath, [main], { env, stdio: 'ignore' })
  const url = `http://127.0.0.1:${port}`
  await eventually(
    `a second replica of ${appId}`,
    () =>
      fetch(`${url}/readyz`).then(
        ({ status }) => status,
        () => 0,
      ),
    (status) => status === 200,
    60_000,
  )
  return { url, kill: () => kill(child) }
}

function environmentOf(pid: number): Record<string, string> {
  const entries = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').filter(Boolean)
  return Object.fromEntries(
    entries.map((entry) => {
      const at = entry.indexOf('=')
      return [entry.slice(0, at), entry.slice(at + 1)]
    }),
  )
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
