import type { HeapReport } from '@comptoir/contracts/platform/faults'
import { appIds, services } from '@comptoir/contracts/topology'
import type { PlatformAddress } from '../../src/platform.ts'
import type { HeapSample } from './slope.ts'

const answerWithinMs = 5_000

/** Reads the heap of every service at a fixed interval; one that is down is left out. */
export function startSampling(address: PlatformAddress, everyMs: number) {
  const samples: HeapSample[] = []
  const look = async () => {
    for (const service of appIds) {
      const report = await readHeap(address, services[service].port).catch(() => undefined)
      if (report) samples.push(toSample(service, report))
    }
  }
  const timer = setInterval(() => void look(), everyMs)
  return { services: appIds, samples, stop: () => clearInterval(timer) }
}

async function readHeap(
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

function toSample(service: string, report: HeapReport): HeapSample {
  const { pid, heapUsedBytes, externalBytes, residentBytes, uptimeSeconds } = report
  return {
    service,
    life: pid,
    uptimeMinutes: uptimeSeconds / 60,
    heldBytes: heapUsedBytes + externalBytes,
    residentBytes,
  }
}
