import type { AppId } from '@comptoir/contracts/topology'
import type { Ports } from '../runner/plan/ports.ts'
import { appHealth } from './app-health.ts'

/** What every sidecar is told, however it is started: flags of daprd, and annotations that its injector knows. */
export const sidecarSettings = {
  'enable-app-health-check': 'true',
  'app-health-check-path': appHealth.path,
  'app-health-probe-interval': String(appHealth.intervalSeconds),
  'app-health-probe-timeout': String(appHealth.timeoutMs),
  'app-health-threshold': String(appHealth.threshold),
  'disable-init-endpoints': 'config,subscribe',
  'max-body-size': '16Mi',
  'read-buffer-size': '32Ki',
}

/** Where a sidecar finds what it needs, and where other sidecars find it. */
export type SidecarPlace = {
  readonly resources: string
  readonly configuration: string
  readonly placement: string
  readonly scheduler: string
  /** The address on which it listens for other sidecars. */
  readonly listen: string
}

/** The command line of a sidecar. Its API is for its own app: on loopback, whatever the place. */
export const sidecarFlags = (appId: AppId, ports: Ports, place: SidecarPlace): string[] =>
  flagsOf({
    'app-id': appId,
    'app-port': ports.service(appId),
    ...ownFlags(appId, ports, place),
    'placement-host-address': `${place.placement}:${ports.placement.api}`,
    'scheduler-host-address': `${place.scheduler}:${ports.scheduler.api}`,
    'dapr-graceful-shutdown-seconds': 3,
    ...sidecarSettings,
  })

/** That of one that serves no app: the way to a service's documents while the shop is stopped. */
export const loneSidecarFlags = (appId: AppId, ports: Ports, place: OwnPlace): string[] =>
  flagsOf({
    'app-id': appId,
    ...ownFlags(appId, ports, place),
    'max-body-size': '256Mi',
    'dapr-graceful-shutdown-seconds': 1,
  })

type OwnPlace = Pick<SidecarPlace, 'resources' | 'configuration' | 'listen'>

function ownFlags(appId: AppId, ports: Ports, place: OwnPlace) {
  const { http, grpc, internal, metrics } = ports.sidecar(appId)
  return {
    'log-level': 'warn',
    'dapr-http-port': http,
    'dapr-grpc-port': grpc,
    'dapr-internal-grpc-port': internal,
    'metrics-port': metrics,
    'dapr-listen-addresses': '127.0.0.1',
    'metrics-listen-address': '127.0.0.1',
    'dapr-internal-grpc-listen-address': place.listen,
    'resources-path': place.resources,
    config: place.configuration,
  }
}

type ControlPorts = Pick<Ports, 'placement' | 'scheduler'>

/** The command line of the placement service. */
export function placementFlags({ placement }: ControlPorts, listen: string): string[] {
  const { api, health, raft } = placement
  return flagsOf({
    id: 'p0',
    'initial-cluster': `p0=127.0.0.1:${raft}`,
    port: api,
    'listen-address': listen,
    'log-level': 'warn',
    'enable-metrics': 'false',
    'healthz-listen-address': '127.0.0.1',
    'healthz-port': health,
  })
}

/** Where the scheduler listens, the name by which sidecars find it, and where it keeps its timers. */
export type SchedulerPlace = {
  readonly listen: string
  readonly host: string
  readonly dataDir: string
}

/** The command line of the scheduler. Its etcd is its own: on loopback, whatever the place. */
export function schedulerFlags({ scheduler }: ControlPorts, place: SchedulerPlace): string[] {
  const { api, health, client, peer } = scheduler
  return flagsOf({
    port: api,
    'listen-address': place.listen,
    'log-level': 'warn',
    'healthz-listen-address': '127.0.0.1',
    'healthz-port': health,
    'enable-metrics': 'false',
    'etcd-data-dir': place.dataDir,
    'etcd-client-port': client,
    'etcd-client-listen-address': '127.0.0.1',
    'etcd-initial-cluster': `dapr-scheduler-server-0=http://127.0.0.1:${peer}`,
    'override-broadcast-host-port': `${place.host}:${api}`,
  })
}

const flagsOf = (settings: Readonly<Record<string, string | number>>) =>
  Object.entries(settings).map(([name, value]) => `--${name}=${value}`)
