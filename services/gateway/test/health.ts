import type { ServiceHealth } from '@comptoir/contracts/platform/service-health'

/** A service that is well. */
export const healthOf = (service: string) => async (): Promise<ServiceHealth> => ({
  service,
  replica: 'here/1',
  startedAt: '2026-11-21T10:00:00.000Z',
  ready: true,
  openCircuits: [],
  deadLetters: 0,
})
