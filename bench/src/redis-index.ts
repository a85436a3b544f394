import { setTimeout as sleep } from 'node:timers/promises'
import type { IndexAddress, Ledger } from '@comptoir/dapr/outbox/delivery-index'
import { createRedisLedger } from '@comptoir/dapr/outbox/redis-delivery-index'
import { readProgramLine, usageError } from '@comptoir/tools/runner/screen/command-line'
import { reportError } from '@comptoir/tools/runner/screen/user-error'
import { orderEntries, userOf } from './index/orders.ts'
import { createOwnRedis, type OwnRedis } from './index/own-redis.ts'
import { round, summary } from './measuring/measure.ts'

// What Redis costs as the index of so many orders whose documents lie in a database: memory, file, time of a write, of a
// list and of a restart. `npm run bench:index -- 1000000`, on a Redis of its own.
const command = {
  run: 'npm run bench:index --',
  positionals: '[ORDERS]',
  summary: 'Measures Redis as the index of so many orders (100000): memory, disk, times.',
  options: {},
  examples: ['npm run bench:index', 'npm run bench:index -- 1000000'],
} as const
const [asked = '100000'] = readProgramLine(command).positionals
const orders = Number(asked)
if (!Number.isInteger(orders) || orders < 1_000)
  process.exit(reportError(usageError(command, `ORDERS is a whole number from 1000 on`)))

const atOnce = 500
const samples = 300
const mb = (bytes: number) => Math.round(bytes / 1024 / 1024)
const address = (key: string): IndexAddress => ({ collection: 'orders', index: 'of', key })

async function fill(ledger: Ledger): Promise<number> {
  const startedAt = performance.now()
  for (let from = 0; from < orders; from += atOnce) {
    const some = Array.from({ length: Math.min(atOnce, orders - from) }, (_, n) => from + n)
    await Promise.all(some.map((n) => ledger.finish(orderEntries(n))))
    if (from % 50_000 === 0) console.error(`${from} of ${orders}`)
  }
  return (performance.now() - startedAt) / 1000
}

/** What Redis has used of the processor since it started, in milliseconds. */
async function cpuMs({ client }: OwnRedis): Promise<number> {
  const found = (await client.info('cpu')).matchAll(/^used_cpu_(?:sys|user):([\d.]+)/gm)
  return [...found].reduce((sum, [, seconds]) => sum + Number(seconds) * 1000, 0)
}

/** Median and 95th percentile of an operation, one at a time, in milliseconds. */
async function timed(operation: (n: number) => Promise<unknown>): Promise<string> {
  const times: number[] = []
  for (let n = 0; n < samples; n++) {
    const startedAt = performance.now()
    await operation(n)
    times.push(performance.now() - startedAt)
  }
  const { p50, p95 } = summary(times)
  return `${p50}, ${p95}`
}

let written = orders
const writeOne = (ledger: Ledger) => () => ledger.finish(orderEntries(written++))

/** Has Redis rewrite its file while orders are written: how long that took, the slowest write, the most memory. */
async function rewrite({ client, resident }: OwnRedis, ledger: Ledger) {
  const startedAt = performance.now()
  await client.bgrewriteaof()
  let [slowest, most] = [0, 0]
  do {
    const at = performance.now()
    await writeOne(ledger)()
    slowest = Math.max(slowest, performance.now() - at)
    most = Math.max(most, resident())
    await sleep(20)
  } while (/aof_rewrite_in_progress:1/.test(await client.info('persistence')))
  return { seconds: (performance.now() - startedAt) / 1000, slowest, most }
}

async function measure(redis: OwnRedis): Promise<Record<string, string>> {
  await redis.start()
  await redis.client.connect()
  const ledger = createRedisLedger(redis.client, 'orders')
  const fillSeconds = await fill(ledger)
  const used = Number(/used_memory:(\d+)/.exec(await redis.client.info('memory'))?.[1])
  const middle = address(`user:${userOf(Math.floor(orders / 2))}`)
  const figures = {
    orders: orders.toLocaleString('en'),
    'filled, orders a second': String(Math.round(orders / fillSeconds)),
    'CPU of Redis for each, ms': String(round((await cpuMs(redis)) / orders, 3)),
    'memory MB': String(mb(used)),
    'of it each order, bytes': String(Math.round(used / orders)),
    'resident MB': String(mb(redis.resident())),
    'file MB': String(mb(redis.onDisk())),
    'write ms p50, p95': await timed(writeOne(ledger)),
    'newest 50 ms': await timed(() => ledger.page(address('all'), { limit: 50, order: 'desc' })),
    'one shopper ms': await timed(() => ledger.page(middle, { limit: 50, order: 'desc' })),
  }
  const rewritten = await rewrite(redis, ledger)
  const after = redis.onDisk()
  await redis.kill()
  const loadSeconds = await redis.start()
  return {
    ...figures,
    'file rewritten s': String(round(rewritten.seconds, 1)),
    'slowest write meanwhile ms': String(round(rewritten.slowest, 0)),
    'most memory meanwhile MB': String(mb(rewritten.most)),
    'file after it MB': String(mb(after)),
    'start again s': String(round(loadSeconds, 1)),
  }
}

const redis = await createOwnRedis()
try {
  for (const [name, value] of Object.entries(await measure(redis)))
    console.log(`| ${name} | ${value} |`)
} finally {
  await redis.remove()
}
