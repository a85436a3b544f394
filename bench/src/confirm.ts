import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createApi } from '@comptoir/e2e/api'
import { register, sell, signIn } from '@comptoir/e2e/shopper'
import { checkout } from '@comptoir/tools/runner/plan/layout'
import {
  elsewhereNotes,
  readProgramLine,
  usageError,
} from '@comptoir/tools/runner/screen/command-line'
import { reportError } from '@comptoir/tools/runner/screen/user-error'
import { startBareWorkflow } from './bare-workflow.ts'
import { round, summary } from './measuring/measure.ts'
import { type Held, memoryOf, platformProcesses } from './measuring/processes.ts'
import { elsewhereHelp, type Found, findPlatform } from './platform.ts'
import { orderCart, readyCart } from './shoppers.ts'

// Order placed → confirmed, timed by the client through the gateway, one at a time, each beside one run of an empty
// five-activity workflow: `npm run bench:confirm -- 200`. On the Comptoir that runs here, or one of its own.
const command = {
  run: 'npm run bench:confirm --',
  positionals: '[ROUNDS]',
  summary: 'Times orders from placed to confirmed, each beside an empty workflow.',
  options: { url: { type: 'string', value: 'URL', help: elsewhereHelp } },
  examples: ['npm run bench:confirm', 'npm run bench:confirm -- 50'],
  notes: elsewhereNotes,
} as const
const { values, positionals } = readProgramLine(command)
const [asked = '200'] = positionals
const rounds = Number(asked)
if (!Number.isInteger(rounds) || rounds < 1)
  process.exit(reportError(usageError(command, `ROUNDS is a whole number, not "${asked}"`)))
const warmUp = 20

type Times = { readonly orders: number[]; readonly workflows: number[] }

async function timeOrders(platform: Found): Promise<Times> {
  const api = createApi(platform.gatewayUrl)
  const bare = platform.isElsewhere ? undefined : await startBareWorkflow(platform.portOffset)
  const staff = await signIn(api, platform.staff)
  const sku = await sell(api, staff, { price: 1990, stock: 10 * rounds + warmUp })
  const shopper = await register(api)
  const runId = Date.now().toString(36)
  const times: Times = { orders: [], workflows: [] }
  for (let turn = -warmUp; turn < rounds; turn++) {
    const order = await orderCart(api, await readyCart(api, shopper, sku))
    const workflow = await bare?.run(`bare-${runId}-${turn + warmUp}`)
    if (turn < 0) continue
    times.orders.push(order)
    if (workflow !== undefined) times.workflows.push(workflow)
    const said = `order ${order.toFixed(0)} ms, bare ${workflow?.toFixed(0) ?? '–'} ms`
    if (turn % 20 === 0) console.log(`${turn}/${rounds}  ${said}`)
  }
  await bare?.stop()
  return times
}

function report({ orders, workflows }: Times, memory: readonly Held[]): void {
  const [placedToConfirmedMs, bareWorkflowMs] = [summary(orders), summary(workflows)]
  const sum = (group: string) =>
    memory.reduce((total, held) => total + (held.group === group ? held.mb : 0), 0)
  const [services, sidecars] = [sum('services'), sum('sidecars')]
  const result = {
    at: new Date().toISOString(),
    rounds,
    placedToConfirmedMs,
    bareWorkflowMs,
    ratioP50: round(placedToConfirmedMs.p50 / bareWorkflowMs.p50, 2),
    memoryMb: { services, sidecars, together: services + sidecars },
  }
  const folder = join(checkout, 'bench', 'results')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'confirm.json'), `${JSON.stringify(result, undefined, 2)}\n`)
  console.log(JSON.stringify(result, undefined, 2))
}

const platform = await findPlatform(values.url)
try {
  const times = await timeOrders(platform)
  if (platform.isElsewhere) {
    console.log(
      JSON.stringify({ rounds, placedToConfirmedMs: summary(times.orders) }, undefined, 2),
    )
    console.log(
      'Left out: the empty workflow and memory, which need the processes of this machine.',
    )
  } else report(times, memoryOf(platformProcesses(platform.home)))
} finally {
  await platform.stop()
}
