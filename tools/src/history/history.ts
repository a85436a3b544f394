// Prints the stored history of a saga that ended, as the replay test keeps them:
//   npm run history -- ord_… > services/orders/test/histories/what-happened.json
import { Redis } from 'ioredis'
import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { runningNow } from '../runner/process/run-file.ts'
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'

const redisHelp = "the shop's Redis (or COMPTOIR_REDIS_URL); default: that of this checkout"
const namespaceHelp = 'of Kubernetes, where the shop runs in one; default: default'
const command = {
  run: 'npm run history --',
  positionals: 'ORDER-ID',
  summary:
    'Prints the stored history of a saga that ended, as the replay test keeps them (ORDER-ID-cancel: a cancel saga).',
  options: {
    redis: { type: 'string', value: 'URL', help: redisHelp },
    namespace: { type: 'string', value: 'NAME', default: 'default', help: namespaceHelp },
  },
  examples: [
    'npm run -s history -- ord_… > services/orders/test/histories/what-happened.json',
    'npm run -s history -- ord_… --redis redis://:password@127.0.0.1:6379 --namespace comptoir',
  ],
  exitCodes: { 1: 'there is no such history, or no shop runs here' },
} as const

function findRedis(): string {
  const { COMPTOIR_REDIS_URL: given } = process.env
  const run = runningNow(layoutOf(checkout).runFile)
  const url = given || run?.redisUrl
  if (!url) throw new UserError('Comptoir does not run here: `npm start`, or --redis URL.')
  return url
}

async function main(): Promise<undefined> {
  const { values, positionals } = readCommandLine(command)
  const [instanceId, ...others] = positionals
  if (!instanceId || others.length > 0 || !/^[\w-]+$/.test(instanceId))
    throw usageError(command, 'Say which saga, by the id of its order')
  if (!/^[a-z0-9-]+$/.test(values.namespace))
    throw usageError(command, `--namespace takes a name, not "${values.namespace}"`)
  const actor = `dapr.internal.${values.namespace}.orders.workflow`
  const redis = new Redis(values.redis ?? findRedis(), { maxRetriesPerRequest: 1 })
  redis.on('error', () => {})
  try {
    const keys = await redis.keys(`orders||${actor}||${instanceId}||history-*`).catch(() => {
      throw new UserError('Redis does not answer, or not to this password.')
    })
    if (keys.length === 0) throw new UserError(`There is no history of ${instanceId}.`)
    const values = await Promise.all(keys.toSorted().map((key) => redis.hgetBuffer(key, 'data')))
    const events = values.flatMap((value) => value?.toString('base64') ?? [])
    process.stdout.write(`${JSON.stringify({ instanceId, events }, undefined, 2)}\n`)
  } finally {
    redis.disconnect()
  }
}

await runCommand(main)
