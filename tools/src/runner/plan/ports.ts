import { type AppId, appIds, services } from '@comptoir/contracts/topology'
import { UserError } from '../screen/user-error.ts'

const sidecarBase = 3600
/** Below the ports that systems hand out to outgoing connections, so that a restart finds them free. */
const controlPlaneBase = 3580

export type Ports = ReturnType<typeof portsAt>

/** Every port of one running Comptoir. The offset moves all of them, so that two can run side by side. */
export function portsAt(offset: number) {
  const highest = 9111 + offset
  if (!Number.isInteger(offset) || offset < 0 || highest > 65_535) {
    throw new UserError(`--port-offset takes a whole number from 0 to 56424, not ${offset}`)
  }
  const control = controlPlaneBase + offset
  return {
    offset,
    service: (appId: AppId): number => services[appId].port + offset,
    backOffice: 9010 + offset,
    sidecar: (appId: AppId) => sidecarPorts(sidecarBase + 10 * appIds.indexOf(appId) + offset),
    simulator: 9100 + offset,
    vies: 9101 + offset,
    paypal: 9102 + offset,
    pickupPoints: 9103 + offset,
    messages: { page: highest - 1, smtp: highest },
    redis: 6380 + offset,
    postgresql: 6381 + offset,
    mysql: 6385 + offset,
    broker: { client: 6382 + offset, own: 6383 + offset, names: 6384 + offset },
    live: 6386 + offset,
    placement: { api: control, health: control + 1, raft: control + 2 },
    scheduler: { api: control + 3, health: control + 4, client: control + 5, peer: control + 6 },
  }
}

/** Ports above 1023 that `fetch` and browsers refuse (https://fetch.spec.whatwg.org/#bad-port). */
export const refusedPorts: readonly number[] = [
  ...[1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566],
  ...[6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080],
]

/** A port at that offset that no browser would ask, if there is one. */
export function refusedPortAt(offset: number): number | undefined {
  const ports = portsAt(offset)
  const asked = appIds.flatMap((appId) => [
    ports.service(appId),
    ...Object.values(ports.sidecar(appId)),
  ])
  const control = [...Object.values(ports.placement), ...Object.values(ports.scheduler)]
  const providers = [ports.simulator, ports.vies, ports.paypal, ports.pickupPoints]
  const simulators = [...providers, ports.messages.page]
  return [...asked, ports.backOffice, ...control, ...simulators].find((port) =>
    refusedPorts.includes(port),
  )
}

/** The next offset, in hundreds, at which `fetch` refuses no port. */
export function usableOffset(offset: number): number {
  return refusedPortAt(offset) === undefined ? offset : usableOffset(offset + 100)
}

function sidecarPorts(base: number) {
  return { http: base, grpc: base + 1, internal: base + 2, metrics: base + 3 }
}
