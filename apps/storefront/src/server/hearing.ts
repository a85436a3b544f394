import type { Sidecar } from '@comptoir/dapr/sidecar/sidecar'
import type { PageMemory } from './pages/page-memory.ts'

export type HearingOptions = {
  readonly sidecar: Pick<Sidecar, 'request'>
  readonly memory: Pick<PageMemory, 'dropAll'>
}

/**
 * Whether facts of the catalogue reach us: without a healthy sidecar they do not. What changed meanwhile is not known
 * afterwards, so every page is made again when the sidecar is back.
 */
export function createHearing({ sidecar, memory }: HearingOptions) {
  let hears = false
  return {
    hears: () => hears,
    async check(): Promise<void> {
      const probe = { method: 'GET', path: '/v1.0/healthz', timeoutMs: 1_000 }
      const isHealthy = await sidecar.request(probe).then(
        ({ status }) => status === 204,
        () => false,
      )
      if (isHealthy && !hears) memory.dropAll()
      hears = isHealthy
    },
  }
}
