import { appIds } from '@comptoir/contracts/topology'
import { describe, expect, it } from 'vitest'
import { victimsAt } from './soak-plan.ts'

describe('who may be killed during a soak', () => {
  it('is every process at some time', () => {
    const victims = new Set([...victimsAt(0.1), ...victimsAt(0.9)])
    const sidecars = appIds.map((appId) => `${appId}-sidecar`)
    const rest = ['scheduler', 'placement', 'redis', 'payment-simulator']
    expect([...victims].toSorted()).toEqual([...appIds, ...sidecars, ...rest].toSorted())
  })

  it('lets every service live through one half', () => {
    for (const appId of appIds) {
      expect(victimsAt(0.1).includes(appId)).not.toBe(victimsAt(0.9).includes(appId))
    }
  })
})
