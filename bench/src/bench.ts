import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { createApi } from '@comptoir/e2e/api'
import { type Platform, startPlatform } from '@comptoir/e2e/platform'
import { signIn } from '@comptoir/e2e/shopper'
import { checkout, layoutOf } from '@comptoir/tools/runner/layout'
import { runningNow } from '@comptoir/tools/runner/run-file'
import { startBareWorkflow } from './bare-workflow.ts'
import { benchCatalogue, benchReads, fillCatalogue } from './catalogue-bench.ts'
import { startChild } from './children.ts'
import { measureIdle, type Row } from './measure.ts'
import { benchBareWorkflow, benchCart, benchCheckout } from './order-bench.ts'
import { memoryOf, platformProcesses } from './processes.ts'
import { type Result, tableOf, writeTable } from './report.ts'

// Figures of the whole, with their limits in the same run: `npm run bench`, `npm run bench -- --write`. It uses the
// Comptoir that runs from this checkout (or COMPTOIR_HOME); without one it starts its own.
const seconds = process.argv.includes('--short') ? 1 : 3
const ownPortOffset = 25_000
const catalogPort = 9002

const rows: Row[] = []
const add = (found: Row[]) => {
  rows.push(...found)
  for (const { name, concurrency, perSecond, p50, cpuMs = '', errors } of found) {
    const failed = errors ? `  ${errors} errors` : ''
    console.log(`${name} @${concurrency}: ${perSecond}/s, p50 ${p50} ms, CPU ${cpuMs} ms${failed}`)
  }
}

async function findPlatform(): Promise<Platform> {
  const { runFile, home } = layoutOf()
  if (runningNow(runFile)) {
    process.env.COMPTOIR_HOME = home
    process.env.COMPTOIR_URL = 'running'
  } else delete process.env.COMPTOIR_HOME
  const platform = await startPlatform(ownPortOffset, { PARCEL_PACE_SECONDS: '600' })
  process.env.COMPTOIR_HOME = platform.home
  return platform
}

async function benchPlatform(platform: Platform): Promise<Pick<Result, 'memoryMb' | 'idleCpu'>> {
  const processes = platformProcesses(platform.home)
  const api = createApi(platform.gatewayUrl)
  const staff = await signIn(api, platform.staff)
  const ids = await fillCatalogue(api, staff)
  const idle = await measureIdle(processes)
  const common = { processes, idle, seconds }
  const direct = `http://127.0.0.1:${catalogPort + platform.portOffset}`
  add(await benchCatalogue({ ...common, name: 'direct', url: direct, ids }))
  add(await benchCatalogue({ ...common, name: 'gateway', url: platform.gatewayUrl, ids }))
  add(await benchCart({ ...common, api, staff }))
  add(await benchCheckout({ ...common, api, staff }))
  const bare = await startBareWorkflow(platform.portOffset)
  add(await benchBareWorkflow(bare))
  await bare.stop()
  const idleCpu = [...idle.values()].reduce((sum, ms) => sum + ms, 0) / 1_000
  return { memoryMb: memoryOf(processes), idleCpu }
}

async function benchChildren(): Promise<void> {
  const bare = await startChild('bare-route.ts', '12000')
  const own = { processes: [bare.process], idle: new Map(), seconds }
  add(await benchReads({ ...own, name: 'limit: bare Hono route, 12 kB' }, () => '/', bare.url))
  bare.stop()
  const big = await startChild('big-catalogue.ts', '100000')
  const ids = Array.from({ length: 100 }, (_, n) => `prd_${n * 997}`)
  const catalogue = { ...own, processes: [big.process], url: big.url, ids }
  add(await benchCatalogue({ ...catalogue, name: '100,000 products' }))
  big.stop()
}

const platform = await findPlatform()
try {
  const found = await benchPlatform(platform)
  await benchChildren()
  const { model = 'unknown' } = cpus()[0] ?? {}
  const machine = `${cpus().length} cores, ${model}, Node ${process.version}`
  const result: Result = { at: new Date().toISOString(), machine, rows, ...found }
  const folder = join(checkout, 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'bench.json'), `${JSON.stringify(result, undefined, 2)}\n`)
  console.log(`\n${tableOf(result)}`)
  if (process.argv.includes('--write')) writeTable(join(checkout, 'docs', 'performance.md'), result)
} finally {
  await platform.stop()
}
