import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Measured } from './processes.ts'

export type Child = { readonly url: string; readonly process: Measured; stop(): void }

/** Starts a program of this folder that prints its port once it listens. */
export async function startChild(file: string, ...args: string[]): Promise<Child> {
  const program = join(import.meta.dirname, '..', 'programs', file)
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended`))),
  ])
  return {
    url: `http://127.0.0.1:${Number(port)}`,
    process: { name: file.replace('.ts', ''), group: 'services', pid: child.pid ?? 0 },
    stop: () => child.kill('SIGTERM'),
  }
}
