import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { emptyGivenStores } from '../provision/empty-given.ts'
import { keptChoice } from '../runner/plan/kept-choice.ts'
import { checkout, type Layout, layoutOf } from '../runner/plan/layout.ts'
import { shownRedisUrl } from '../runner/plan/redis-url.ts'
import { requireStopped } from '../runner/process/run-file.ts'
import { clearLeftovers } from '../runner/process/watchdog.ts'
import { readCommandLine } from '../runner/screen/command-line.ts'
import { runCommand } from '../runner/screen/user-error.ts'

const command = {
  run: 'npm run reset --',
  summary:
    'Forgets all of the shop of this checkout: orders, stock, accounts, pictures, logs, passwords.',
  options: {},
  examples: ['npm run reset'],
  exitCodes: { 1: 'the shop runs: stop it first' },
} as const

/** Forgets all: orders, stock, accounts, pictures, logs, passwords. The next start seeds a new demo shop. */
async function main(): Promise<undefined> {
  readCommandLine(command)
  const layout = layoutOf(checkout)
  requireStopped(layout.runFile)
  await clearLeftovers(layout.pidFile)
  const emptied = await emptyGivenStores(keptChoice(layout), process.env)
  const own = ownedPaths(layout)
  const existed = own.some((path) => existsSync(path))
  for (const path of own) rmSync(path, { recursive: true, force: true })
  process.stdout.write(
    existed ? 'All data of this checkout is gone.\n' : 'There was nothing to forget.\n',
  )
  for (const words of emptied) process.stdout.write(`${words}\n`)
  const { REDIS_URL } = process.env
  if (REDIS_URL) {
    process.stdout.write(
      `Your own Redis, ${shownRedisUrl(REDIS_URL)}, is as it was: empty it with redis-cli FLUSHDB.\n`,
    )
  }
}

/** What the runner makes, by name: the home may be any folder, with other things in it. */
function ownedPaths({ home, ...layout }: Layout): string[] {
  const { data, logs, resources, configuration, runFile, secretsFile, names, redisConfig } = layout
  const nameTable = ['', '-shm', '-wal', '-journal'].map((end) => names + end)
  const others = ['compile-cache', 'imports', 'demo'].map((name) => join(home, name))
  const rest = [...others, data, logs, resources, configuration]
  return [...rest, runFile, secretsFile, redisConfig, ...nameTable]
}

await runCommand(main)
