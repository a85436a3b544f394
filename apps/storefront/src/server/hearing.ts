import type { Sidecar } from '@comptoir/dapr/sidecar/sidecar'

export type HearingOptions = {
  readonly sidecar: Pick<Sidecar, 'request'>
  /** Facts of the catalogue may have gone by. */
  readonly missed: () => void
}

/**
 * Whether facts of the catalogue reach us: without a healthy sidecar they do not. What changed meanwhile is not known
 * afterwards: that is told when the sidecar is back.
 */
export function createHearing({ sidecar, missed }: HearingOptions) {
  let hears = false
  return {
    hears: () => hears,
    async check(): Promise<void> {
      const probe = { method: 'GET', path: '/v1.0/healthz', timeoutMs: 1_000 }
      const isHealthy = await sidecar.request(probe).then(
        ({ status }) => status === 204,
        () => false,
      )
      if (isHealthy && !hears) missed()
      hears = isHealthy
    },
  }
}
