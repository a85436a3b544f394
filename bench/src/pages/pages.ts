import { readFileSync } from 'node:fs'
import { services } from '@comptoir/contracts/topology'
import { readProgramLine } from '@comptoir/tools/runner/screen/command-line'
import { createSender, type Load } from '../measuring/load.ts'
import { type Bench, measure, measureIdle, type Row } from '../measuring/measure.ts'
import { type Measured, platformProcesses } from '../measuring/processes.ts'
import { findPlatform } from '../platform.ts'

// What pages of the storefront cost: from its memory, rendered, and what it holds after ten thousand different ones. What one core
// carries follows from the CPU of its process: the program that asks and the services behind it use cores of their own.
const command = {
  run: 'npm run bench:pages --',
  summary: 'Times pages of the storefront from its memory and without, and measures what it holds.',
  options: {},
  examples: ['npm run bench:pages'],
} as const
readProgramLine(command)

const remembered = ['/fr', '/fr/c/maison', '/fr/p/mug-gres', '/en/c/maison'] as const
const distinctPages = 10_000
const limits = { rememberedPerCore: 10_000, renderedPerCore: 100, residentMb: 420 } as const

const platform = await findPlatform(undefined, { isSeeded: true })
const sender = createSender()
try {
  if (platform.isElsewhere) throw new Error('What a page costs is measured on this machine only.')
  const storefront = platformProcesses(platform.home).find(({ name }) => name === 'storefront')
  if (!storefront) throw new Error('The storefront does not run.')
  const base = `http://127.0.0.1:${services.storefront.port + platform.portOffset}`
  const ask = async (path: string) => {
    const headers = { 'accept-encoding': 'br', accept: 'text/html' }
    await sender.send({ url: new URL(path, base), headers })
    return undefined
  }
  const processes = [storefront]
  const shared = { processes, idle: await measureIdle(processes) }
  const hits: Bench = {
    ...shared,
    name: 'from memory',
    operation: (n) => ask(remembered[n % remembered.length] ?? '/fr'),
    warmUpSeconds: 5,
  }
  // a bound of the price that nobody asked for before is a page of its own, with all that the category has
  const first = 1_000_000
  let bound = first
  const misses: Bench = {
    ...shared,
    name: 'rendered',
    operation: () => ask(`/fr/c/maison?max=${++bound}`),
    warmUpSeconds: 10,
  }
  const load = { concurrency: 8, seconds: 10 }
  const before = residentMb(storefront)
  const fromMemory = await row(hits, { concurrency: 16, seconds: 10 })
  const rendered = await row(misses, load)
  console.log(`asking for other pages until ${distinctPages} were …`)
  await measure(
    { ...misses, warmUpSeconds: 0 },
    { concurrency: 4, operations: distinctPages - (bound - first), seconds: 1_200 },
  )
  const after = residentMb(storefront)
  console.log(`resident: ${before} MB, ${after} MB after ${bound - first} different pages`)
  process.exitCode = [
    holds('pages a second of a core, from memory', fromMemory, limits.rememberedPerCore),
    holds('pages a second of a core, rendered', rendered, limits.renderedPerCore),
    holds('MB at most', -after, -limits.residentMb),
  ].every(Boolean)
    ? 0
    : 1
} finally {
  sender.close()
  await platform.stop()
}

/** Measures one load and prints it; answers how many of it one core of the storefront carries. */
async function row(bench: Bench, load: Load): Promise<number> {
  const result: Row = await measure(bench, load)
  if (result.errors > 0) throw new Error(`${bench.name}: ${result.firstError}`)
  const perCore = Math.round(1_000 / (result.cpuMs ?? Number.NaN))
  const { name, perSecond, p50, p95, cpuMs } = result
  console.log(
    `${name}: ${perSecond} a second, p50 ${p50} ms, p95 ${p95} ms, ${cpuMs} ms of CPU: ${perCore} of a core`,
  )
  return perCore
}

function holds(what: string, value: number, atLeast: number): boolean {
  const isHeld = value >= atLeast
  console.log(`${isHeld ? 'held' : 'MISSED'}: ${what}: ${Math.abs(value)} (${Math.abs(atLeast)})`)
  return isHeld
}

/** What the process holds in memory, in MB: Linux says it in kB. */
function residentMb({ pid }: Measured): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1_024)
}
