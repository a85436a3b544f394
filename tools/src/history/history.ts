// Prints the stored history of a saga that ended, as the replay test keeps them:
//   npm run history -- ord_… > services/orders/test/histories/what-happened.json
import { Redis } from 'ioredis'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { runningNow } from '../runner/process/run-file.ts'
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'

const command = {
  run: 'npm run history --',
  positionals: 'ORDER-ID',
  summary:
    'Prints the stored history of a saga that ended, as the replay test keeps them (ORDER-ID-cancel: a cancel saga).',
  options: {},
  examples: ['npm run -s history -- ord_… > services/orders/test/histories/what-happened.json'],
  exitCodes: { 1: 'there is no such history, or no shop runs here' },
} as const
const actor = 'dapr.internal.default.orders.workflow'

async function main(): Promise<undefined> {
  const [instanceId, ...others] = readCommandLine(command).positionals
  if (!instanceId || others.length > 0 || !/^[\w-]+$/.test(instanceId))
    throw usageError(command, 'Say which saga, by the id of its order')
  const run = runningNow(layoutOf(checkout).runFile)
  if (!run) throw new UserError('Comptoir does not run here. Start it with `npm start`.')
  const redis = new Redis(run.redisUrl)
  try {
    const keys = await redis.keys(`orders||${actor}||${instanceId}||history-*`)
    if (keys.length === 0) throw new UserError(`There is no history of ${instanceId}.`)
    const values = await Promise.all(keys.toSorted().map((key) => redis.hgetBuffer(key, 'data')))
    const events = values.flatMap((value) => value?.toString('base64') ?? [])
    process.stdout.write(`${JSON.stringify({ instanceId, events }, undefined, 2)}\n`)
  } finally {
    redis.disconnect()
  }
}

await runCommand(main)
