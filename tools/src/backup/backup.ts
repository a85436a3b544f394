import { resolve } from 'node:path'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { shownRedisUrl } from '../runner/plan/redis-url.ts'
import { runningNow } from '../runner/process/run-file.ts'
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { saveShop } from './shop-backup.ts'

const command = {
  run: 'npm run backup --',
  summary:
    'Writes a backup of the shop that runs here, while it runs: Redis, files and secrets, in a folder that only you may read.',
  options: {
    to: { type: 'string', value: 'FOLDER', help: 'where it goes: a new or an empty folder' },
  },
  examples: ['npm run backup -- --to ~/shop-backup'],
  exitCodes: { 1: 'no shop runs here, its Redis is not its own, or the folder is not empty' },
} as const

async function main(): Promise<undefined> {
  const { to } = readCommandLine(command).values
  if (!to) throw usageError(command, 'Say where the backup goes: --to FOLDER')
  const layout = layoutOf(checkout)
  const run = runningNow(layout.runFile)
  if (!run) throw new UserError('Comptoir does not run here; start it: npm start')
  if (!run.processes.some(({ name }) => name === 'redis'))
    throw new UserError(
      `Redis at ${shownRedisUrl(run.redisUrl)} is your own: save it with redis-cli --rdb FILE`,
    )
  const { broker, store, redisUrl } = run
  if (store !== 'redis')
    throw new UserError(`Documents are in ${store}, which this command does not save: use its own`)
  const { takenAt } = await saveShop({ layout, redisUrl, broker, store }, resolve(to))
  process.stdout.write(`${to} holds the shop as it was at ${takenAt}, with its secrets.\n`)
}

await runCommand(main)
