import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createApi } from '../src/api.ts'
import type { PlatformAddress } from '../src/platform.ts'
import { buy, register, sell, signIn } from '../src/shopper.ts'

export type Attack = {
  readonly path: string
  readonly atOnce: number
  readonly requests?: number
  readonly headers?: Record<string, string>
}

/** What a bystander saw, in milliseconds, and what the attacker got. */
export type Seen = {
  readonly asked: number
  readonly failed: number
  readonly p50: number
  /** From the third second on: the first burst of connections is weighed by `slowest`. */
  readonly p99: number
  readonly slowest: number
  /** Milliseconds of the gateway's processor for each request of both, whatever else the machine does; 0 elsewhere. */
  readonly cpuMsEach: number
  readonly attacker: Record<string, number>
}

/** One order's stream, asked for by its customer without `Accept`, eight hundred times at once. */
export async function streamAttack(platform: PlatformAddress): Promise<Attack> {
  const api = createApi(platform.gatewayUrl)
  const staff = await signIn(api, platform.staff)
  const sku = await sell(api, staff, { price: 2000, stock: 5 })
  const { shopper, order } = await buy(api, sku)
  const headers = { authorization: `Bearer ${shopper.token}` }
  return { path: `/api/orders/${order.orderId}/events`, atOnce: 800, headers }
}

/** A long path that ends in malformed percent-encoding. */
export const malformedPath: Attack = { path: `/api/products/${'a'.repeat(7_900)}%zz`, atOnce: 16 }
/** The document of the whole API, again and again. */
export const wholeDocument: Attack = { path: '/openapi.json', atOnce: 16 }
/** Each question has a parameter of its own, as long as the gateway allows. */
export const distinctQueries: Attack = {
  path: `/api/search/suggest?q=zz{n}&p{n}=${'x'.repeat(7_000)}`,
  atOnce: 16,
}

/** Nobody attacks: what the bystander sees on this machine anyway. */
export const calm: Attack = { path: '/healthz', atOnce: 1, requests: 0 }

/** Attacks for so long; a bystander asks for a page of products and for their own account all the while. */
export async function attackFor(
  platform: PlatformAddress,
  attack: Attack,
  seconds: number,
): Promise<Seen> {
  const api = createApi(platform.gatewayUrl)
  const { token } = await register(api)
  const before = gatewayCpuMs(platform)
  const running = startAttacker(platform, attack, seconds)
  const operations = ['GET /api/me', 'GET /api/products?limit=12']
  const startsAt = performance.now()
  const looks: Promise<Look>[] = []
  const endsAt = performance.now() + (attack.requests === 0 ? seconds * 1_000 : 0)
  for (let n = 0; !running.isOver() || performance.now() < endsAt; n++) {
    looks.push(look(() => api(operations[n % operations.length] ?? '', { token })))
    await sleep(50)
  }
  const attacker = await running.result
  const all = await Promise.all(looks)
  const times = all.map(({ ms }) => ms)
  const lasting = all.filter(({ startedAt }) => startedAt - startsAt > burstMs)
  const sorted = lasting.map(({ ms }) => ms).sort((a, b) => a - b)
  const at = (share: number) => Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)
  // elsewhere attacker and bystander may have one address: its own limits are no failure
  const isFine = ({ status }: Look) => status === 200 || (platform.isElsewhere && status === 429)
  const failed = all.filter((one) => !isFine(one)).length
  const slowest = Math.round(Math.max(0, ...times))
  const requests = Object.values(attacker).reduce((sum, count) => sum + count, times.length)
  const cpuMsEach = Math.round((100 * (gatewayCpuMs(platform) - before)) / requests) / 100
  return { asked: times.length, failed, p50: at(0.5), p99: at(0.99), slowest, cpuMsEach, attacker }
}

/** Hundreds of connections at the same instant take some tenths of a second, once. */
const burstMs = 2_000

type Look = { readonly startedAt: number; readonly ms: number; readonly status: number }

async function look(ask: () => Promise<{ status: number }>): Promise<Look> {
  const startedAt = performance.now()
  const { status } = await ask().catch(() => ({ status: 0 }))
  return { startedAt, ms: performance.now() - startedAt, status }
}

function startAttacker({ gatewayUrl }: PlatformAddress, attack: Attack, seconds: number) {
  const plan = { url: gatewayUrl, seconds, headers: {}, ...attack }
  const file = join(import.meta.dirname, 'attacker.ts')
  const child = spawn(process.execPath, [file, JSON.stringify(plan)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let over = false
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  const result = new Promise<Record<string, number>>((done, failed) => {
    child.on('error', failed)
    child.on('close', (code) => {
      over = true
      if (code === 0) done(JSON.parse(output) as Record<string, number>)
      else failed(new Error(`the attacker ended with ${code}`))
    })
  })
  return { result, isOver: () => over }
}

type RunFile = { readonly processes: readonly { name: string; pid?: number }[] }

function gatewayPid(home: string): number | undefined {
  const { processes } = JSON.parse(readFileSync(join(home, 'run.json'), 'utf8')) as RunFile
  return processes.find(({ name }) => name === 'gateway')?.pid
}

/** The memory of the gateway as its proportional set size, in MB. */
export function gatewayMb({ home }: PlatformAddress): number {
  const text = readFileSync(`/proc/${gatewayPid(home)}/smaps_rollup`, 'utf8')
  return Math.round(Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024)
}

const msInTick = 10

/** The processor time that the gateway has used, of the user and the system (proc(5), fields 14 and 15). */
function gatewayCpuMs({ home, isElsewhere }: PlatformAddress): number {
  if (isElsewhere) return 0
  const stat = readFileSync(`/proc/${gatewayPid(home)}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * msInTick
}
