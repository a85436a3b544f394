import { appIds } from '@comptoir/contracts/topology'

/** What is killed beside the services: they hold no heap of ours. */
const others = [
  ...appIds.map((appId) => `${appId}-sidecar`),
  ...['scheduler', 'placement', 'redis', 'payment-simulator'],
]

/**
 * What may be killed at a moment, given as a part of the soak. Heap can only be judged over a life: each half spares one
 * half of the services, so that each of them lives half the soak at least; the other half may die in every minute.
 */
export function victimsAt(part: number): readonly string[] {
  const half = part < 0.5 ? 0 : 1
  return [...appIds.filter((_, n) => n % 2 === half), ...others]
}
