import { join, resolve } from 'node:path'
import { Redis } from 'ioredis'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { runningNow } from '../runner/process/run-file.ts'
import { readCommandLine } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { restoreStock } from './stock-of-file.ts'

const command = {
  run: 'npm run restore-stock --',
  summary:
    'Brings the stock back that Redis of the shop that runs here has lost (FLUSHALL), from its append-only file.',
  options: {
    from: {
      type: 'string',
      value: 'FOLDER',
      help: "the data folder of Redis, with appendonlydir in it; default: this checkout's",
    },
  },
  examples: ['npm run restore-stock', 'npm run restore-stock -- --from /var/lib/redis'],
  exitCodes: { 1: 'no shop runs here, its stock is there, or no file has it' },
  notes:
    'Until then inventory refuses all that would change the stock, so what comes back is what was lost, to the last unit.\n' +
    'Everything else in Redis is made again by the services themselves.',
} as const

async function main(): Promise<undefined> {
  const { from } = readCommandLine(command).values
  const layout = layoutOf(checkout)
  const run = runningNow(layout.runFile)
  if (!run) throw new UserError('Comptoir does not run here; start it: npm start')
  const folder = from ? resolve(from) : join(layout.data, 'redis')
  const redis = new Redis(run.redisUrl)
  try {
    const { items, reservations } = await restoreStock(redis, folder)
    process.stdout.write(`Stock is back: ${items} items, ${reservations} reservations.\n`)
  } finally {
    redis.disconnect()
  }
}

await runCommand(main)
