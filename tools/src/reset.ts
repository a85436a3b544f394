import { existsSync, rmSync } from 'node:fs'
import { checkout, layoutOf } from './runner/layout.ts'
import { shownRedisUrl } from './runner/redis-url.ts'
import { runningNow } from './runner/run-file.ts'
import { runCommand, Trouble } from './runner/trouble.ts'
import { clearLeftovers } from './runner/watchdog.ts'

/** Forgets all: orders, stock, accounts, pictures, logs, passwords. The next start seeds a new demo shop. */
async function main(): Promise<undefined> {
  const layout = layoutOf(checkout)
  const run = runningNow(layout.runFile)
  if (run) throw new Trouble(`Comptoir runs here (pid ${run.pid}); stop it first: npm stop`)
  await clearLeftovers(layout.pidFile)
  const existed = existsSync(layout.home)
  rmSync(layout.home, { recursive: true, force: true })
  process.stdout.write(
    existed ? 'All data of this checkout is gone.\n' : 'There was nothing to forget.\n',
  )
  const { REDIS_URL } = process.env
  if (REDIS_URL) {
    process.stdout.write(
      `Your own Redis, ${shownRedisUrl(REDIS_URL)}, is as it was: empty it with redis-cli FLUSHDB.\n`,
    )
  }
}

await runCommand(main)
