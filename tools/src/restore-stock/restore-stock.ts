import { join, resolve } from 'node:path'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand } from '../runner/screen/user-error.ts'
import { givenRedis, openRedis, redisOption, shopRedisUrl } from '../shop/shop-redis.ts'
import { restoreStock } from './stock-of-file.ts'

const command = {
  run: 'npm run restore-stock --',
  summary:
    'Brings the stock back that the Redis of a shop that runs has lost (FLUSHALL), from its append-only file.',
  options: {
    redis: redisOption,
    from: {
      type: 'string',
      value: 'FOLDER',
      help: "the data folder of Redis, with appendonlydir in it; default: this checkout's",
    },
  },
  examples: [
    'npm run restore-stock',
    'npm run restore-stock -- --from /var/lib/redis',
    'npm run restore-stock -- --redis redis://:password@127.0.0.1:6379 --from ./copy-of-its-folder',
  ],
  exitCodes: { 1: 'no shop runs here, its stock is there, or no file has it' },
  notes:
    'Until then inventory refuses all that would change the stock, so what comes back is what was lost, to the last unit.\n' +
    'Everything else in Redis is made again by the services themselves.',
} as const

async function main(): Promise<undefined> {
  const { from, redis: named } = readCommandLine(command).values
  if (!from && givenRedis(named))
    throw usageError(command, 'Say where a copy of the data folder of that Redis is: --from FOLDER')
  const folder = from ? resolve(from) : join(layoutOf(checkout).data, 'redis')
  const redis = await openRedis(shopRedisUrl(named))
  try {
    const { items, reservations } = await restoreStock(redis, folder)
    process.stdout.write(`Stock is back: ${items} items, ${reservations} reservations.\n`)
  } finally {
    redis.disconnect()
  }
}

await runCommand(main)
