import { spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Layout } from '../plan/layout.ts'
import { rotateLogs } from './logs-folder.ts'
import { runningNow } from './run-file.ts'

/** Starts the runner in the background and shows its words until it is ready; the answer is the exit code. */
export async function startDetached(layout: Layout, argv: readonly string[]): Promise<number> {
  mkdirSync(layout.logs, { recursive: true })
  rotateLogs(layout.logs, ['runner'])
  const file = join(layout.logs, 'runner.log')
  const log = openSync(file, 'a', 0o600)
  const script = join(layout.root, 'tools', 'src', 'start', 'start.ts')
  const args = [script, ...argv.filter((arg) => arg !== '--detach')]
  const runner = spawn(process.execPath, args, {
    cwd: layout.root,
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  runner.unref()
  let shown = 0
  const show = () => {
    const text = readFileSync(file, 'utf8')
    process.stdout.write(text.slice(shown))
    shown = text.length
  }
  while (runner.exitCode === null && !runningNow(layout.runFile)?.ready) {
    await sleep(200)
    show()
  }
  await sleep(200)
  show()
  return runner.exitCode ?? 0
}
