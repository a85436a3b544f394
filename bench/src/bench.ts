import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { dirname, join } from 'node:path'
import { createApi } from '@comptoir/e2e/api'
import { signIn } from '@comptoir/e2e/shopper'
import { checkout } from '@comptoir/tools/runner/plan/layout'
import {
  elsewhereNotes,
  readProgramLine,
  usageError,
} from '@comptoir/tools/runner/screen/command-line'
import { reportError } from '@comptoir/tools/runner/screen/user-error'
import { startBareWorkflow } from './bare-workflow.ts'
import { startBigCatalogue } from './big-catalogue.ts'
import { benchCatalogue, benchReads, fillCatalogue } from './catalogue-bench.ts'
import { measureIdle, type Row } from './measuring/measure.ts'
import { memoryOf, platformProcesses } from './measuring/processes.ts'
import { benchBareWorkflow, benchCart, benchCheckout } from './order-bench.ts'
import { elsewhereHelp, type Found, findPlatform } from './platform.ts'
import { reportOf, writeReport } from './report.ts'
import type { Result } from './result.ts'

// Figures of the whole, with their limits in the same run: `npm run bench`. With `--write` they go into
// docs/performance.md; `--render` does that from the figures of the last run, without measuring.
const command = {
  run: 'npm run bench --',
  summary: 'Measures a shop, its own one or the one that runs here, each figure beside its limit.',
  options: {
    url: { type: 'string', value: 'URL', help: elsewhereHelp },
    short: { type: 'boolean', default: false, help: 'one second for each figure, not three' },
    write: { type: 'boolean', default: false, help: 'put the figures into docs/performance.md' },
    render: {
      type: 'boolean',
      default: false,
      help: 'do that from the last run, without measuring',
    },
  },
  examples: ['npm run bench', 'npm run bench -- --short --write'],
  notes: elsewhereNotes,
} as const
const options = readProgramLine(command).values
if (options.url !== undefined && (options.write || options.render)) {
  const reason = 'the page holds figures of this machine: --write and --render take no --url'
  process.exit(reportError(usageError(command, reason)))
}
const seconds = options.short ? 1 : 3
const bigCount = 100_000
const catalogPort = 9002
const resultFile = join(checkout, 'bench', 'results', 'bench.json')

const rows: Row[] = []
const add = (found: readonly Row[]) => {
  rows.push(...found)
  for (const { name, concurrency, perSecond, p50, cpuMs = '', errors, firstError } of found) {
    const failed = errors ? `  ${errors} failed: ${firstError}` : ''
    const since = (performance.now() / 1_000).toFixed(0).padStart(4)
    const figures = `${perSecond}/s, p50 ${p50} ms, CPU ${cpuMs} ms${failed}`
    console.log(`${since} s  ${name} @${concurrency}: ${figures}`)
  }
}

type Measures = Pick<Result, 'memory' | 'idleCores' | 'startSeconds'>

async function benchPlatform(platform: Found): Promise<Measures> {
  const processes = platformProcesses(platform.home)
  const { gatewayUrl: url, startSeconds } = platform
  const api = createApi(url)
  const staff = await signIn(api, platform.staff)
  const ids = await fillCatalogue(api, staff)
  await new Promise((done) => setTimeout(done, 3_000))
  const idle = await measureIdle(processes)
  const common = { processes, idle, seconds }
  const direct = `http://127.0.0.1:${catalogPort + platform.portOffset}`
  add(await benchCatalogue({ ...common, name: 'direct', url: direct, ids }))
  add(await benchCatalogue({ ...common, name: 'gateway', url, ids }))
  add(await benchCart({ ...common, api, url, staff }))
  add(await benchCheckout({ ...common, api, url, staff }))
  const memory = memoryOf(processes)
  const bare = await startBareWorkflow(platform.portOffset)
  add(await benchBareWorkflow(bare, seconds))
  await bare.stop()
  const idleCores = [...idle.values()].reduce((sum, ms) => sum + ms, 0) / 1_000
  return { memory, idleCores, ...(startSeconds !== undefined && { startSeconds }) }
}

/** A route that answers as many bytes as the list does, and one with as many as a detail. */
async function benchBareRoutes(): Promise<void> {
  for (const read of ['list', 'detail']) {
    const bytes = rows.find(({ name }) => name === `${read}, direct`)?.bytes ?? 10_000
    const bare = await startChild('bare-route.ts', String(bytes))
    const own = { processes: [bare.process], idle: new Map(), seconds, url: bare.url }
    const name = `limit: bare Hono route, ${bytes.toLocaleString('en')} bytes`
    add(await benchReads({ ...own, name }, () => '/'))
    bare.stop()
  }
}

/** Starts a program that prints its port once it listens. */
async function startChild(file: string, ...args: string[]) {
  const program = join(import.meta.dirname, 'programs', file)
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [port] = await Promise.race([
    once(child.stdout, 'data'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${file} ended`))),
  ])
  return {
    url: `http://127.0.0.1:${Number(port)}`,
    process: { name: file.replace('.ts', ''), group: 'services' as const, pid: child.pid ?? 0 },
    stop: () => child.kill('SIGTERM'),
  }
}

async function benchBigCatalogue(): Promise<Pick<Result, 'big'>> {
  const { url, ids, processes, loadSeconds, stop } = await startBigCatalogue(bigCount)
  try {
    const idle = await measureIdle(processes)
    const name = `${bigCount.toLocaleString('en')} products`
    add(await benchCatalogue({ processes, idle, seconds, url, ids, name }))
    return { big: { products: bigCount, loadSeconds, memory: memoryOf(processes) } }
  } finally {
    await stop()
  }
}

async function measureAll(): Promise<Result> {
  const platform = await findPlatform(undefined)
  try {
    const found = await benchPlatform(platform)
    await benchBareRoutes()
    const big = await benchBigCatalogue()
    const { model = 'unknown' } = cpus()[0] ?? {}
    const machine = `${cpus().length} cores, ${model}, Node ${process.version}`
    return { at: new Date().toISOString(), machine, seconds, rows, ...found, ...big }
  } finally {
    await platform.stop()
  }
}

/** Times a shop elsewhere, as its clients see it. */
async function timeElsewhere(url: string): Promise<void> {
  const platform = await findPlatform(url)
  const { gatewayUrl } = platform
  const api = createApi(gatewayUrl)
  const staff = await signIn(api, platform.staff)
  const common = { processes: [], idle: new Map(), seconds, url: gatewayUrl }
  const ids = await fillCatalogue(api, staff)
  add(await benchCatalogue({ ...common, name: 'gateway', ids }))
  add(await benchCart({ ...common, api, staff }))
  add(await benchCheckout({ ...common, api, staff }))
  await platform.stop()
  console.log('Left out: CPU, memory and limits, which need the processes of this machine.')
}

const writePage = (result: Result) => writeReport(join(checkout, 'docs', 'performance.md'), result)

if (options.render) {
  writePage(JSON.parse(readFileSync(resultFile, 'utf8')))
} else if (options.url !== undefined) {
  await timeElsewhere(options.url)
} else {
  const result = await measureAll()
  mkdirSync(dirname(resultFile), { recursive: true })
  writeFileSync(resultFile, `${JSON.stringify(result, undefined, 1)}\n`)
  console.log(`\n${reportOf(result)}`)
  if (options.write) writePage(result)
}
