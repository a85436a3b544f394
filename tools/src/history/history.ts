// Prints the stored history of a saga that ended, as the replay test keeps them:
//   npm run history -- ord_… > services/orders/test/histories/what-happened.json
import { readCommandLine, usageError } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { openRedis, redisOption, shopRedisUrl } from '../shop/shop-redis.ts'

const namespaceHelp = 'of Kubernetes, where the shop runs in one; default: default'
const command = {
  run: 'npm run history --',
  positionals: 'ORDER-ID',
  summary:
    'Prints the stored history of a saga that ended, as the replay test keeps them (ORDER-ID-cancel: a cancel saga).',
  options: {
    redis: redisOption,
    namespace: { type: 'string', value: 'NAME', default: 'default', help: namespaceHelp },
  },
  examples: [
    'npm run -s history -- ord_… > services/orders/test/histories/what-happened.json',
    'npm run -s history -- ord_… --redis redis://:password@127.0.0.1:6379 --namespace comptoir',
  ],
  exitCodes: { 1: 'there is no such history, or no shop runs here' },
} as const

async function main(): Promise<undefined> {
  const { values, positionals } = readCommandLine(command)
  const [instanceId, ...others] = positionals
  if (!instanceId || others.length > 0 || !/^[\w-]+$/.test(instanceId))
    throw usageError(command, 'Say which saga, by the id of its order')
  if (!/^[a-z0-9-]+$/.test(values.namespace))
    throw usageError(command, `--namespace takes a name, not "${values.namespace}"`)
  const actor = `dapr.internal.${values.namespace}.orders.workflow`
  const redis = await openRedis(shopRedisUrl(values.redis))
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
