import { appIds, services } from '@comptoir/contracts/topology'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Ports, portsAt, refusedPortAt, refusedPorts, usableOffset } from './ports.ts'

function allPorts(ports: Ports): number[] {
  return [
    ...appIds.map(ports.service),
    ...appIds.flatMap((appId) => Object.values(ports.sidecar(appId))),
    ...[ports.simulator, ports.vies, ports.paypal, ports.pickupPoints, ports.redis],
    ports.backOffice,
    ...Object.values(ports.messages),
    ...Object.values(ports.placement),
    ...Object.values(ports.scheduler),
  ]
}

/** From here on, Linux hands out ports to outgoing connections. */
const handedOut = 32_768

describe('ports', () => {
  it('are the required ones without an offset', () => {
    expect(appIds.map(portsAt(0).service)).toEqual(appIds.map((appId) => services[appId].port))
  })

  it('are all different and in range at any offset', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 56_424 }), (offset) => {
        const all = allPorts(portsAt(offset))
        expect(new Set(all).size).toBe(all.length)
        expect(Math.max(...all)).toBeLessThanOrEqual(65_535)
      }),
    )
  })

  it('of two checkouts a thousand apart never meet', () => {
    const first = new Set(allPorts(portsAt(0)))
    expect(allPorts(portsAt(1000)).filter((port) => first.has(port))).toEqual([])
  })

  it('stay clear of those that the system hands out', () => {
    expect(Math.max(...allPorts(portsAt(0)))).toBeLessThan(handedOut)
  })

  it.each(refusedPorts)('that fetch refuses are known: %i', async (port) => {
    const error: unknown = await fetch(`http://127.0.0.1:${port}`).catch((reason) => reason.cause)
    expect(String(error)).toContain('bad port')
  })

  it('at the offset proposed are asked by everyone', () => {
    expect([0, 1_000, 2_000, 3_000].map(usableOffset)).toEqual([0, 1_000, 2_100, 3_000])
    for (let offset = 0; offset < 8_000; offset++)
      expect(refusedPortAt(usableOffset(offset))).toBeUndefined()
  })

  it.each([-1, 0.5, 56_425, Number.NaN])('refuse the offset %s', (offset) => {
    expect(() => portsAt(offset)).toThrow('--port-offset takes a whole number from 0 to 56424')
  })
})
