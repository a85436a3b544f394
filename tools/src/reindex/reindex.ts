import { checkout, layoutOf } from '../runner/plan/layout.ts'
import { portsAt } from '../runner/plan/ports.ts'
import { runningNow } from '../runner/process/run-file.ts'
import { readCommandLine } from '../runner/screen/command-line.ts'
import { runCommand, UserError } from '../runner/screen/user-error.ts'
import { givenRedis, openRedis, redisOption } from '../shop/shop-redis.ts'
import { makeAgain, rebuildIndexes } from './rebuild-indexes.ts'
import { openRunningStores } from './running-stores.ts'

const command = {
  run: 'npm run reindex --',
  summary:
    'Makes all indexes of a shop that runs again, from all documents that its store holds, and waits for the end.',
  options: { redis: redisOption },
  examples: ['npm run reindex', 'npm run reindex -- --redis redis://:password@127.0.0.1:6379'],
  exitCodes: { 1: 'no shop runs here, or a service did not end within half an hour' },
  notes:
    'The shop goes on meanwhile. Of the shop that runs here, documents that the roster does not list are listed first;\n' +
    'POSTGRESQL_URL and MYSQL_URL must name what it was started with. Of one that runs elsewhere (--redis), services\n' +
    'take the documents that they list themselves.',
} as const

async function main(): Promise<undefined> {
  const say = (text: string) => void process.stdout.write(`${text}\n`)
  const elsewhere = givenRedis(readCommandLine(command).values.redis)
  if (elsewhere) {
    const redis = await openRedis(elsewhere)
    await makeAgain(redis, { say }).finally(() => redis.disconnect())
    return
  }
  const layout = layoutOf(checkout)
  const run = runningNow(layout.runFile)
  if (!run?.ready) throw new UserError('Comptoir does not run here; start it: npm start')
  const ports = portsAt(run.portOffset)
  const stores = await openRunningStores({ layout, ports, run })
  try {
    await rebuildIndexes(stores, { store: run.store, say })
  } finally {
    stores.close()
  }
}

await runCommand(main)
