import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type AppId, folderOf } from '@comptoir/contracts/topology'
import type { DaprRuntime } from '../../provision/dapr.ts'
import { type Part, sidecarEnvironmentFor } from '../../provision/part.ts'
import type { RedisSource } from '../../provision/redis.ts'
import { placementFlags, schedulerFlags, sidecarFlags } from '../../resources/dapr-flags.ts'
import { nodeFlags } from '../../resources/node-flags.ts'
import { missingOfRedis, missingOfSidecar, missingPage } from '../process/health.ts'
import { endStaleLeases } from '../process/scheduler-leases.ts'
import type { ProcessSpec } from '../process/supervise.ts'
import { liveComponent } from './choice.ts'
import {
  backOfficeEnvironment,
  type Environment,
  givenMessaging,
  givenPickupPoints,
  givenProviders,
  givenVies,
  messagesEnvironment,
  paypalEnvironment,
  pickupPointsEnvironment,
  type Surroundings,
  serviceEnvironment,
  simulatorEnvironment,
  viesEnvironment,
} from './environment.ts'
import type { Layout } from './layout.ts'
import type { Ports } from './ports.ts'
import { redisSecret } from './redis-url.ts'
import { expectedOf, type Resource } from './render.ts'

const loopback = '127.0.0.1'

/** All that is needed to say which processes run and how. */
export type PlanInput = Surroundings & {
  layout: Layout
  dapr: DaprRuntime
  redis: RedisSource
  /** The broker and the store beside Redis. */
  parts: readonly Part[]
  resources: readonly Resource[]
  services: readonly AppId[]
  dev: boolean
}

/** The processes of one running Comptoir, in the order in which they start. */
export function planProcesses(input: PlanInput): ProcessSpec[] {
  return [
    ...redisSpecs(input),
    ...input.parts.flatMap(({ processes }) => processes),
    placementSpec(input),
    schedulerSpec(input),
    ...(input.services.includes('payments') ? paymentSimulatorSpecs(input) : []),
    ...(input.services.includes('billing') ? [viesSimulatorSpec(input)] : []),
    ...(input.services.includes('shipping') ? [pickupPointsSimulatorSpec(input)] : []),
    ...(input.services.includes('notifications') ? [messageSimulatorSpec(input)] : []),
    ...input.services.flatMap((appId) => [serviceSpec(input, appId), sidecarSpec(input, appId)]),
    ...(hasBackOffice(input.services) ? [backOfficeSpec(input)] : []),
  ]
}

/** A Redis of our own, to be started; nothing for one that somebody else runs. */
export function redisSpecs({
  redis,
  layout,
  ports,
  redisUrl,
}: Pick<PlanInput, 'redis' | 'layout' | 'ports' | 'redisUrl'>): ProcessSpec[] {
  if (redis.kind === 'given') return []
  return [
    {
      name: 'redis',
      group: 'part',
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
  const { api, health } = ports.placement
  return {
    name: 'placement',
    group: 'control plane',
    command: dapr.placement,
    args: placementFlags(ports, loopback),
    env: {},
    cwd: layout.root,
    port: api,
    missing: () => missingPage(`http://127.0.0.1:${health}/healthz`),
  }
}

export function schedulerSpec(input: ControlPlaneInput): ProcessSpec {
  const { dapr, layout, ports, dataDir } = input
  const { api, health, client } = ports.scheduler
  const place = { listen: loopback, host: loopback, dataDir: join(dataDir, 'scheduler') }
  return {
    name: 'scheduler',
    group: 'control plane',
    command: dapr.scheduler,
    args: schedulerFlags(ports, place),
    env: {},
    cwd: layout.root,
    port: api,
    missing: async (startedAt) =>
      (await endStaleLeases(client, startedAt)) ??
      (await missingPage(`http://127.0.0.1:${health}/healthz`)),
  }
}

function paymentSimulatorSpecs(input: PlanInput): ProcessSpec[] {
  const cards = simulatorEnvironment(input)
  const paypal = paypalEnvironment(input)
  return [
    simulatorSpec(input, { name: 'payment-simulator', folder: 'payments', env: cards }),
    simulatorSpec(input, { name: 'paypal-simulator', folder: 'paypal', env: paypal }),
  ]
}

function viesSimulatorSpec(input: PlanInput): ProcessSpec {
  const env = viesEnvironment(input)
  return simulatorSpec(input, { name: 'vies-simulator', folder: 'vies', env })
}

function pickupPointsSimulatorSpec(input: PlanInput): ProcessSpec {
  const env = pickupPointsEnvironment(input)
  return simulatorSpec(input, { name: 'pickup-points-simulator', folder: 'pickup-points', env })
}

function messageSimulatorSpec(input: PlanInput): ProcessSpec {
  const env = messagesEnvironment(input)
  return simulatorSpec(input, { name: 'message-simulator', folder: 'messages', env })
}

type Simulator = { readonly name: string; readonly folder: string; readonly env: Environment }

function simulatorSpec(input: PlanInput, { name, folder, env }: Simulator): ProcessSpec {
  const port = Number(env['PORT'])
  return {
    ...nodeProgram(input, join(input.layout.root, 'simulators', folder)),
    name,
    group: 'simulator',
    env: { ...env, ...compileCache(input.layout) },
    port,
    missing: () => missingPage(`http://127.0.0.1:${port}/healthz`),
  }
}

function serviceSpec(input: PlanInput, appId: AppId): ProcessSpec {
  const { layout, ports } = input
  const port = ports.service(appId)
  return {
    ...nodeProgram(input, join(layout.root, folderOf(appId)), nodeFlags(appId)),
    name: appId,
    group: 'service',
    env: {
      ...ownEnvironment(input, appId),
      ...(appId === 'billing' ? givenVies(process.env) : {}),
      ...(appId === 'shipping' ? givenPickupPoints(process.env) : {}),
      ...(appId === 'notifications' ? givenMessaging(process.env) : {}),
      ...liveEnvironment(input, appId),
      ...compileCache(layout),
    },
    port,
    missing: () => missingPage(`http://127.0.0.1:${port}/readyz`),
  }
}

/** Where the back office is, from the checkout. It has no sidecar: its pages ask the API, and its server the gateway. */
export const backOfficeFolder = 'apps/back-office'

/** Whether the back office starts: with what it cannot do without. */
export const hasBackOffice = (services: readonly AppId[]): boolean =>
  services.includes('gateway') && services.includes('accounts')

function backOfficeSpec(input: PlanInput): ProcessSpec {
  const port = input.ports.backOffice
  return {
    ...nodeProgram(input, join(input.layout.root, backOfficeFolder), nodeFlags('back-office')),
    name: 'back-office',
    group: 'service',
    env: { ...backOfficeEnvironment(input), ...compileCache(input.layout) },
    port,
    missing: () => missingPage(`http://127.0.0.1:${port}/readyz`),
  }
}

function ownEnvironment(input: PlanInput, appId: AppId): Environment {
  const own = serviceEnvironment(appId, input)
  return appId === 'payments' ? givenProviders(own, process.env) : own
}

/** Whether live channels have a component, as its sidecar has it. */
function liveEnvironment({ resources }: PlanInput, appId: AppId): Environment {
  const hasOne = expectedOf(resources, appId).components.includes(liveComponent)
  return hasOne ? { LIVE_COMPONENT: liveComponent } : {}
}

function nodeProgram({ dev }: PlanInput, folder: string, flags: readonly string[] = []) {
  const watch = dev ? ['--watch', '--watch-preserve-output'] : []
  const args = [...flags, ...watch, '--disable-warning=ExperimentalWarning', 'src/main.ts']
  return { command: process.execPath, args, cwd: folder }
}

const compileCache = ({ home }: Layout) => ({ NODE_COMPILE_CACHE: join(home, 'compile-cache') })

function sidecarSpec(input: PlanInput, appId: AppId): ProcessSpec {
  const { dapr, layout, ports, secrets, resources, redisUrl, parts } = input
  const { http } = ports.sidecar(appId)
  const place = {
    ...{ resources: layout.resources, configuration: layout.configuration },
    ...{ placement: loopback, scheduler: loopback, listen: loopback },
  }
  return {
    name: `${appId}-sidecar`,
    group: 'sidecar',
    command: dapr.daprd,
    args: sidecarFlags(appId, ports, place),
    env: {
      APP_API_TOKEN: secrets.appApiToken,
      DAPR_API_TOKEN: secrets.sidecarTokens[appId],
      DAPR_HOST_IP: loopback,
      ...redisSecret(redisUrl),
      ...sidecarEnvironmentFor(parts)(appId),
    },
    cwd: layout.root,
    port: http,
    missing: () =>
      missingOfSidecar({ http, token: secrets.sidecarTokens[appId] }, expectedOf(resources, appId)),
  }
}

/** Services whose program is there. */
export function presentServices(layout: Layout, asked: readonly AppId[]): AppId[] {
  return asked.filter((appId) => existsSync(join(layout.root, folderOf(appId), 'src/main.ts')))
}
