// Prints the stored history of a saga that ended, as the replay test keeps them:
//   npm run history -- ord_… > services/orders/test/histories/what-happened.json
import { Redis } from 'ioredis'
import { checkout, layoutOf } from './runner/layout.ts'
import { runningNow } from './runner/run-file.ts'
import { runCommand, Trouble } from './runner/trouble.ts'

const usage =
  'npm run history -- ORDER-ID, of a saga that ended (ORDER-ID-cancel for a cancel saga)'
const actor = 'dapr.internal.default.orders.workflow'

async function main(): Promise<undefined> {
  const instanceId = process.argv[2]
  if (!instanceId || !/^[\w-]+$/.test(instanceId)) throw new Trouble(usage)
  const run = runningNow(layoutOf(checkout).runFile)
  if (!run) throw new Trouble('Comptoir does not run here. Start it with `npm start`.')
  const redis = new Redis(run.redisUrl)
  try {
    const keys = await redis.keys(`orders||${actor}||${instanceId}||history-*`)
    if (keys.length === 0) throw new Trouble(`There is no history of ${instanceId}.\n${usage}`)
    const values = await Promise.all(keys.toSorted().map((key) => redis.hgetBuffer(key, 'data')))
    const events = values.flatMap((value) => value?.toString('base64') ?? [])
    process.stdout.write(`${JSON.stringify({ instanceId, events }, undefined, 2)}\n`)
  } finally {
    redis.disconnect()
  }
}

await runCommand(main)
