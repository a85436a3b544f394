import { countsText, newBuyer } from '../kit/buyers.ts'
import { checkAll } from '../kit/check.ts'
import type { TestPlatform } from '../kit/test-platform.ts'
import { startSampling } from './heap-samples.ts'
import { type HeapSample, type Rule, type Slope, slopesOf, unproven } from './slope.ts'
import { victimsAt } from './soak-plan.ts'
import { capacityOf, orderAtRate } from './steady-load.ts'

export type Soak = {
  readonly minutes: number
  /** Half of what a closed loop reaches before, unless it is said. */
  readonly ordersPerSecond?: number | undefined
}

type Kill = { readonly minute: number; readonly victim: string }
export type Soaked = {
  readonly minutes: number
  readonly capacity?: number | undefined
  readonly ordersPerSecond: number
  readonly orders: Readonly<Record<string, number>>
  readonly kills: readonly Kill[]
  readonly rule: Rule
  readonly slopes: readonly Slope[]
  /** What did not hold; nothing, when all did. */
  readonly broke: readonly string[]
  readonly samples: readonly HeapSample[]
}

const minuteMs = 60_000
const fullMinutes = 30

/** Half an hour: five minutes to warm up, five at least to be judged. Shorter soaks are tried with all of it in proportion. */
export function ruleFor(minutes: number): Rule {
  const part = Math.min(1, minutes / fullMinutes)
  return { warmMinutes: 5 * part, leastMinutes: 5 * part, percentPerMinute: 1 / part }
}

/**
 * Orders come at half of capacity while a process, chosen by chance, is killed each minute. Nothing is lost, and no
 * service holds more and more.
 */
export async function soak(platform: TestPlatform, plan: Soak): Promise<Soaked> {
  const { minutes } = plan
  const rule = ruleFor(minutes)
  await newBuyer(platform, 1)
  const capacity = plan.ordersPerSecond ? undefined : await capacityOf(platform)
  const ordersPerSecond = plan.ordersPerSecond ?? (capacity ?? 0) / 2
  const sampling = startSampling(platform.address, rule.warmMinutes * 6_000)
  const { kills, stop } = killEachMinute(platform, minutes)
  const orders = await orderAtRate(platform, {
    forMs: minutes * minuteMs,
    ordersPerSecond,
  }).finally(() => {
    stop()
    sampling.stop()
  })
  await platform.processes.allReady()
  const slopes = slopesOf(sampling.samples, rule)
  const lost = Object.keys(orders).join() === 'processing' ? [] : [countsText(orders)]
  const idle = kills.length < minutes / 2 ? [`only ${kills.length} kills struck`] : []
  const broke = [
    ...idle,
    ...lost,
    ...unproven(sampling.services, slopes, rule),
    ...(await checkAll(platform, 300_000)),
  ]
  const { samples } = sampling
  return { minutes, capacity, ordersPerSecond, orders, kills, rule, slopes, samples, broke }
}

function killEachMinute(platform: TestPlatform, minutes: number) {
  const kills: Kill[] = []
  let minutesGone = 0
  const timer = setInterval(() => {
    const minute = ++minutesGone
    if (minute >= minutes) return
    const victims = victimsAt(minute / minutes)
    const victim = victims[Math.floor(Math.random() * victims.length)] ?? 'orders'
    if (platform.processes.killIfUp(victim)) kills.push({ minute, victim })
  }, minuteMs)
  return { kills, stop: () => clearInterval(timer) }
}
