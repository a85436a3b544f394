import type { HeapReport } from '@comptoir/contracts/platform/faults'
import { appIds, services } from '@comptoir/contracts/topology'
import type { PlatformAddress } from '../../src/platform.ts'
import type { Weight } from './slope.ts'

const answerWithinMs = 5_000

/** Weighs every service at a steady pace; one that is down is left out. */
export function startWeighing(platform: PlatformAddress, everyMs: number) {
  const weights: Weight[] = []
  const look = async () => {
    for (const service of appIds) {
      const report = await weigh(platform, services[service].port).catch(() => undefined)
      if (report) weights.push(weightOf(service, report))
    }
  }
  const timer = setInterval(() => void look(), everyMs)
  return { services: appIds, weights, stop: () => clearInterval(timer) }
}

async function weigh(
  { portOffset, appApiToken }: PlatformAddress,
  port: number,
): Promise<HeapReport> {
  const answer = await fetch(`http://127.0.0.1:${port + portOffset}/internal/faults/heap`, {
    headers: { 'dapr-api-token': appApiToken, 'dapr-caller-app-id': 'gateway' },
    signal: AbortSignal.timeout(answerWithinMs),
  })
  if (!answer.ok) throw new Error(`heap: ${answer.status}`)
  return (await answer.json()) as HeapReport
}

function weightOf(service: string, report: HeapReport): Weight {
  const { pid, heapUsedBytes, externalBytes, residentBytes, uptimeSeconds } = report
  return {
    service,
    life: pid,
    uptimeMinutes: uptimeSeconds / 60,
    heldBytes: heapUsedBytes + externalBytes,
    residentBytes,
  }
}
