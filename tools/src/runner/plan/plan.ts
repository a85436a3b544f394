import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { AppId } from '@comptoir/contracts/topology'
import type { DaprRuntime } from '../../provision/dapr.ts'
import type { RedisSource } from '../../provision/redis.ts'
import { appHealth } from '../../resources/app-health.ts'
import { nodeFlags } from '../../resources/node-flags.ts'
import { missingOfRedis, missingOfSidecar, missingPage } from '../process/health.ts'
import { endStaleLeases } from '../process/scheduler-leases.ts'
import type { ProcessSpec } from '../process/supervise.ts'
import {
  givenStripe,
  type Surroundings,
  serviceEnvironment,
  simulatorEnvironment,
} from './environment.ts'
import type { Layout } from './layout.ts'
import type { Ports } from './ports.ts'
import { redisSecret } from './redis-url.ts'
import { expectedOf, type Resource } from './render.ts'

/** All that is needed to say which processes run and how. */
export type PlanInput = Surroundings & {
  layout: Layout
  dapr: DaprRuntime
  redis: RedisSource
  resources: readonly Resource[]
  services: readonly AppId[]
  dev: boolean
}

/** The processes of one running Comptoir, in the order in which they start. */
export function planProcesses(input: PlanInput): ProcessSpec[] {
  return [
    ...redisSpecs(input),
    placementSpec(input),
    schedulerSpec(input),
    ...(input.services.includes('payments') ? [simulatorSpec(input)] : []),
    ...input.services.flatMap((appId) => [serviceSpec(input, appId), sidecarSpec(input, appId)]),
  ]
}

function redisSpecs({ redis, layout, ports, redisUrl }: PlanInput): ProcessSpec[] {
  if (redis.kind === 'given') return []
  return [
    {
      name: 'redis',
      group: 'redis',
      command: redis.command,
      args: redis.args,
      env: redis.env,
      cwd: layout.root,
      port: ports.redis,
      missing: () => missingOfRedis(redisUrl),
    },
  ]
}

/** What the control plane of Dapr needs to run. */
export type ControlPlaneInput = {
  readonly dapr: Pick<DaprRuntime, 'placement' | 'scheduler'>
  readonly ports: Pick<Ports, 'placement' | 'scheduler'>
  readonly layout: Pick<Layout, 'root'>
  readonly dataDir: string
}

export function placementSpec({ dapr, layout, ports }: ControlPlaneInput): ProcessSpec {
  const { api, health, raft } = ports.placement
  return {
    name: 'placement',
    group: 'control plane',
    command: dapr.placement,
    args: [
      ...['--id', 'p0', '--initial-cluster', `p0=127.0.0.1:${raft}`, '--port', String(api)],
      ...['--listen-address', '127.0.0.1', '--log-level', 'warn', '--enable-metrics=false'],
      ...['--healthz-listen-address', '127.0.0.1', '--healthz-port', String(health)],
    ],
    env: {},
    cwd: layout.root,
    port: api,
    missing: () => missingPage(`http://127.0.0.1:${health}/healthz`),
  }
}

export function schedulerSpec(input: ControlPlaneInput): ProcessSpec {
  const { dapr, layout, ports, dataDir } = input
  const { api, health, client, peer } = ports.scheduler
  const cluster = `dapr-scheduler-server-0=http://127.0.0.1:${peer}`
  return {
    name: 'scheduler',
    group: 'control plane',
    command: dapr.scheduler,
    args: [
      ...['--port', String(api), '--listen-address', '127.0.0.1', '--log-level', 'warn'],
      ...['--healthz-listen-address', '127.0.0.1', '--healthz-port', String(health)],
      ...['--enable-metrics=false', '--etcd-data-dir', join(dataDir, 'scheduler')],
      ...['--etcd-client-port', String(client), '--etcd-client-listen-address', '127.0.0.1'],
      ...['--etcd-initial-cluster', cluster],
      ...['--override-broadcast-host-port', `127.0.0.1:${api}`],
    ],
    env: {},
    cwd: layout.root,
    port: api,
    missing: async (startedAt) =>
      (await endStaleLeases(client, startedAt)) ??
      (await missingPage(`http://127.0.0.1:${health}/healthz`)),
  }
}

function simulatorSpec(input: PlanInput): ProcessSpec {
  const { layout, ports } = input
  const folder = join(layout.root, 'simulators', 'payments')
  return {
    ...nodeProgram(input, folder),
    name: 'payment-simulator',
    group: 'simulator',
    env: { ...simulatorEnvironment(input), ...compileCache(layout) },
    port: ports.simulator,
    missing: () => missingPage(`http://127.0.0.1:${ports.simulator}/healthz`),
  }
}

function serviceSpec(input: PlanInput, appId: AppId): ProcessSpec {
  const { layout, ports } = input
  const port = ports.service(appId)
  return {
    ...nodeProgram(input, join(layout.root, 'services', appId), nodeFlags(appId)),
    name: appId,
    group: 'service',
    env: {
      ...serviceEnvironment(appId, input),
      ...(appId === 'payments' ? givenStripe(process.env) : {}),
      ...compileCache(layout),
    },
    port,
    missing: () => missingPage(`http://127.0.0.1:${port}/readyz`),
  }
}

function nodeProgram({ dev }: PlanInput, folder: string, flags: readonly string[] = []) {
  const watch = dev ? ['--watch', '--watch-preserve-output'] : []
  const args = [...flags, ...watch, '--disable-warning=ExperimentalWarning', 'src/main.ts']
  return { command: process.execPath, args, cwd: folder }
}

const compileCache = ({ home }: Layout) => ({ NODE_COMPILE_CACHE: join(home, 'compile-cache') })

function sidecarSpec(input: PlanInput, appId: AppId): ProcessSpec {
  const { dapr, layout, ports, secrets, resources, redisUrl } = input
  const { http, grpc, internal, metrics } = ports.sidecar(appId)
  return {
    name: `${appId}-sidecar`,
    group: 'sidecar',
    command: dapr.daprd,
    args: [
      ...['--app-id', appId, '--app-port', String(ports.service(appId)), '--log-level', 'warn'],
      ...['--dapr-http-port', String(http), '--dapr-grpc-port', String(grpc)],
      ...['--dapr-internal-grpc-port', String(internal), '--metrics-port', String(metrics)],
      ...['--dapr-listen-addresses', '127.0.0.1', '--metrics-listen-address', '127.0.0.1'],
      ...['--dapr-internal-grpc-listen-address', '127.0.0.1'],
      ...['--resources-path', layout.resources, '--config', layout.configuration],
      ...['--placement-host-address', `127.0.0.1:${ports.placement.api}`],
      ...['--scheduler-host-address', `127.0.0.1:${ports.scheduler.api}`],
      ...['--enable-app-health-check', '--app-health-check-path', appHealth.path],
      ...['--app-health-probe-interval', String(appHealth.intervalSeconds)],
      ...['--app-health-probe-timeout', String(appHealth.timeoutMs)],
      ...['--disable-init-endpoints', 'config,subscribe'],
      ...['--app-health-threshold', String(appHealth.threshold)],
      ...['--dapr-graceful-shutdown-seconds', '3'],
      ...['--max-body-size', '16Mi', '--read-buffer-size', '32Ki'],
    ],
    env: {
      APP_API_TOKEN: secrets.appApiToken,
      DAPR_API_TOKEN: secrets.sidecarTokens[appId],
      DAPR_HOST_IP: '127.0.0.1',
      ...redisSecret(redisUrl),
    },
    cwd: layout.root,
    port: http,
    missing: () =>
      missingOfSidecar({ http, token: secrets.sidecarTokens[appId] }, expectedOf(resources, appId)),
  }
}

/** Services whose program is there. */
export function presentServices(layout: Layout, asked: readonly AppId[]): AppId[] {
  return asked.filter((appId) => existsSync(join(layout.root, 'services', appId, 'src/main.ts')))
}
