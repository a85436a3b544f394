import { cpus, loadavg } from 'node:os'
import { createApi } from '@comptoir/e2e/api'
import { checkAll } from '@comptoir/e2e/faults/kit/check'
import { settings as drillSettings } from '@comptoir/e2e/faults/kit/settings'
import { createTestPlatform } from '@comptoir/e2e/faults/kit/test-platform'
import { burst } from '@comptoir/e2e/faults/races/bursts'
import { type Platform, restartPlatform, startPlatform } from '@comptoir/e2e/platform'
import { register, sell, signIn } from '@comptoir/e2e/shopper'
import type { Choice } from '@comptoir/tools/runner/plan/choice'
import { seedDemoShop } from '@comptoir/tools/seed/seed'
import { type Counts, testPhase } from '../../../tools/test/checks/check-runner.ts'
import type { createSteps } from '../../../tools/test/checks/steps.ts'
import { summary } from '../measuring/measure.ts'
import { memoryOf, platformProcesses } from '../measuring/processes.ts'
import { totalMb } from '../result.ts'
import { orderCart, readyCart } from '../shoppers.ts'
import { nameOf } from './choices.ts'
import type { Figures, MatrixRow } from './table.ts'

export type Playing = {
  readonly portOffset: number
  /** How many orders come at once, and how many one after the other. */
  readonly orders: number
  readonly single: number
  readonly steps: ReturnType<typeof createSteps>
}

type Answer = readonly string[] | Counts
type Step = (platform: Platform, figures: Figures) => Promise<Answer>

/** Each row starts its own parts from empty, whatever addresses the environment gives to `npm start`. */
const ownParts = { REDIS_URL: '', KAFKA_BROKERS: '', NATS_URL: '', RABBITMQ_URL: '' }
const ownStores = { POSTGRESQL_URL: '', MYSQL_URL: '' }

/**
 * Starts a shop from empty on a broker and a store, orders in it, breaks it, compares all books, and takes it away. Each
 * step is one of `steps`; the row says what they measured. Logs of a row with a failure are kept.
 */
export async function playRow(choice: Choice, playing: Playing): Promise<MatrixRow> {
  const { steps, portOffset } = playing
  const [startedAt, at, loadBefore] = [performance.now(), new Date().toISOString(), loadavg()[0]]
  const settings = settingsOf(choice)
  const figures: Figures = {}
  const failed: string[] = []
  const run = async (name: string, work: () => Promise<Answer>) => {
    const went = await steps.run(`${nameOf(choice)}: ${name}`, work)
    if (!went) failed.push(name)
    return went
  }
  const begun: { platform?: Platform } = {}
  await run('start from empty', async () => {
    figures.start = await timed(async () => {
      begun.platform = await startPlatform(portOffset, settings)
    })
    return []
  })
  const { platform } = begun
  if (platform) {
    try {
      for (const [name, step] of Object.entries(stepsOf(playing, settings)))
        await run(name, () => step(platform, figures))
    } finally {
      if (failed.length > 0) console.log(`  the logs stay in ${platform.home}/logs`)
      await platform.stop(failed.length > 0)
    }
  }
  const minutes = (performance.now() - startedAt) / 60_000
  return { ...choice, at, machine, loadBefore: loadBefore ?? 0, minutes, failed, ...figures }
}

const { model = 'unknown' } = cpus()[0] ?? {}
const machine = `${cpus().length} cores, ${model}`

const settingsOf = ({ broker, store }: Choice) => ({
  ...{ ...ownParts, ...ownStores },
  ...{ COMPTOIR_BROKER: broker, COMPTOIR_STORE: store },
})

/** What a row does, in order: first as shoppers see it, then started again for the drills, which need parcels that wait. */
function stepsOf({ orders, single }: Playing, settings: Readonly<Record<string, string>>) {
  const steps: Record<string, Step> = {
    'demo shop': loadDemoShop,
    'order journeys': async ({ home }, figures) => {
      figures.journeys = await tests('journeys', home, ['e2e/shop/orders/order-journeys.e2e.ts'])
      return figures.journeys
    },
    [`${single} orders, one by one`]: (platform, figures) => orderSingly(platform, figures, single),
    'books after them': compareBooks,
    'start again': async (platform, figures) => {
      figures.restart = await timed(() =>
        restartPlatform(platform, { ...drillSettings, ...settings }),
      )
      return []
    },
    [`${orders} orders at once`]: async (platform, figures) => {
      const { broke, seconds } = await burst(createTestPlatform(platform), orders)
      figures.burst = { orders, seconds }
      const held = memoryOf(platformProcesses(platform.home))
      const parts = held.filter(({ group }) => group === 'broker and store')
      figures.memory = { all: totalMb(held), parts: totalMb(parts) }
      return broke
    },
    'drills of the saga': async ({ home }, figures) => {
      figures.drills = await tests('drills', home, [])
      return figures.drills
    },
    'all books': compareBooks,
  }
  return steps
}

const tests = (project: string, home: string, files: readonly string[]): Promise<Counts> =>
  testPhase('', project, { COMPTOIR_URL: 'running', COMPTOIR_HOME: home }, files).run()

async function loadDemoShop({ gatewayUrl, admin }: Platform, figures: Figures): Promise<Answer> {
  figures.demo = await timed(() => seedDemoShop({ gatewayUrl, admin, progress: () => {} }))
  return []
}

async function orderSingly(platform: Platform, figures: Figures, orders: number): Promise<Answer> {
  const api = createApi(platform.gatewayUrl)
  const staff = await signIn(api, platform.staff)
  const sku = await sell(api, staff, { price: 1990, stock: 10 * orders })
  const shopper = await register(api)
  const times: number[] = []
  while (times.length < orders) times.push(await orderCart(api, await readyCart(api, shopper, sku)))
  const { p50, p95 } = summary(times)
  figures.confirm = { p50, p95, orders }
  return []
}

async function compareBooks(platform: Platform, figures: Figures): Promise<Answer> {
  const { agreed, compared } = figures.books ?? { agreed: 0, compared: 0 }
  const broke = await checkAll(createTestPlatform(platform))
  figures.books = { agreed: agreed + (broke.length === 0 ? 1 : 0), compared: compared + 1 }
  return broke.slice(0, 20)
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (performance.now() - startedAt) / 1000
}
