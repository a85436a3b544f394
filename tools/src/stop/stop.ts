import { setTimeout as sleep } from 'node:timers/promises'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { stillRuns } from '../runner/process/identity.ts'
import { removeRun, runningNow } from '../runner/process/run-file.ts'
import { clearLeftovers } from '../runner/process/watchdog.ts'
import { readCommandLine } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'

const longestStopMs = 60_000

const command = {
  run: 'npm stop --',
  summary: 'Stops the shop that runs here, in order; its data stays.',
  options: {},
  examples: ['npm stop'],
  exitCodes: { 1: 'it does not stop' },
} as const

async function main(): Promise<undefined> {
  readCommandLine(command)
  const layout = layoutOf(checkout)
  const run = runningNow(layout.runFile)
  if (run) {
    process.kill(run.pid, 'SIGTERM')
    const deadline = performance.now() + longestStopMs
    while (stillRuns(run)) {
      if (performance.now() > deadline)
        throw new UserError(`pid ${run.pid} does not stop; end it with kill -9 ${run.pid}`)
      await sleep(100)
    }
  }
  const left = await clearLeftovers(layout.pidFile)
  removeRun(layout.runFile)
  process.stdout.write(
    run || left.length > 0 ? 'Comptoir is stopped.\n' : 'Comptoir does not run here.\n',
  )
}

await runCommand(main)
