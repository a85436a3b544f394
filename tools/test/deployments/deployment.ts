import { lookUp } from '@comptoir/contracts/look-up'
import { appIds } from '@comptoir/contracts/topology'
import { knownSecrets } from '../../src/resources/known-secrets.ts'
import { checkout, layoutOf } from '../../src/runner/plan/layout.ts'
import { planProcesses } from '../../src/runner/plan/plan.ts'
import { portsAt } from '../../src/runner/plan/ports.ts'

type Settings = Readonly<Record<string, string>>

/** A program of ours, said in the same words whatever deploys it. */
export type Program = {
  readonly port: string | undefined
  readonly nodeFlags: readonly string[]
  readonly environment: Settings
  /** What its sidecar is told; nothing where it has none. */
  readonly sidecar: Settings
}
/** What one way of deploying the shop starts, by name. */
export type Deployment = ReadonlyMap<string, Program>

/** Settings that say where a program is, not what it does. */
const placed = new Set([
  ...['HOST', 'REDIS_URL', 'REDIS_PASSWORD', 'DATA_DIR', 'SEED', 'NODE_COMPILE_CACHE'],
  ...['LOG_LEVEL', 'CORS_ORIGINS', 'TRUSTED_PROXY_HOPS', 'SIMULATOR_TEST_CASES'],
  'PUBLIC_SERVICE_URLS',
])
const ourPrograms: readonly string[] = [
  ...appIds,
  'back-office',
  ...['payment-simulator', 'paypal-simulator', 'vies-simulator', 'pickup-points-simulator'],
  'message-simulator',
]

/** What every sidecar must be told, by the name of its annotation. */
const sidecarNames = [
  ...['app-id', 'app-port', 'graceful-shutdown-seconds', 'disable-init-endpoints'],
  ...['enable-app-health-check', 'app-health-check-path', 'app-health-probe-interval'],
  ...['app-health-probe-timeout', 'app-health-threshold', 'max-body-size', 'read-buffer-size'],
]

const secret = '<secret>'
const isSecret = (name: string) => /(TOKEN|KEYS?|KEY_\w+|PASSWORD|SECRET)$/.test(name)

/** A setting in the same words: no names of hosts, defaults in place of what may be set, secrets without their value. */
function plain(name: string, value: string): string {
  if (isSecret(name)) return secret
  const chosen = value.replace(/\$\{\w+:-([^}]*)\}/g, '$1')
  return chosen
    .replace(/\/\/[a-z][a-z-]*:(\d+)/g, '//127.0.0.1:$1')
    .replace('localhost', '127.0.0.1')
}

function settingsOf(environment: Settings): Settings {
  const own = Object.entries(environment).filter(([name]) => !placed.has(name))
  return Object.fromEntries(own.map(([name, value]) => [name, plain(name, value)]))
}

/** The flags of a sidecar by the names of its annotations. */
function sidecarOf(flags: readonly string[]): Settings {
  const given = flags.map((flag) => flag.replace(/^--(dapr-)?/, '').split('='))
  const all = new Map(given.map(([name = '', value = '']) => [name, value]))
  return Object.fromEntries(sidecarNames.map((name) => [name, all.get(name) ?? 'not said']))
}

const flagsAmong = (args: readonly string[]) =>
  args.filter((arg) => arg.startsWith('--') && !arg.startsWith('--disable-warning'))

/** What `npm start` starts. */
export function ofRunner(): { programs: Deployment; processes: string[] } {
  const url = 'redis://127.0.0.1:6380'
  const specs = planProcesses({
    ...{ ports: portsAt(0), redisUrl: url, dataDir: '/data', secrets: knownSecrets('test') },
    ...{ layout: layoutOf(checkout), resources: [], services: appIds, dev: false },
    dapr: { daprd: '', placement: '', scheduler: '', version: '', from: '' },
    redis: { kind: 'own', command: 'redis-server', args: [], env: {}, url, from: '' },
    parts: [],
  })
  const argsOf = (name: string) => specs.find((spec) => spec.name === name)?.args
  const programs = specs
    .filter(({ name }) => ourPrograms.includes(name))
    .map(({ name, port, args, env }) => {
      const sidecar = argsOf(`${name}-sidecar`)
      const program = {
        port: String(port),
        nodeFlags: flagsAmong(args),
        environment: settingsOf(env as Settings),
        sidecar: sidecar ? sidecarOf(sidecar) : {},
      }
      return [name, program] as const
    })
  return { programs: new Map(programs), processes: specs.map(({ name }) => name) }
}

type ComposeService = {
  readonly command?: readonly string[]
  readonly environment?: Settings
}
export type ComposeFile = { readonly services: Readonly<Record<string, ComposeService>> }

/** What `compose.yaml` starts. */
export function ofCompose({ services }: ComposeFile): Deployment {
  const own = ourPrograms.map((name) => {
    const { command = [], environment = {} } = lookUp(services, name) ?? {}
    const sidecar = lookUp(services, `${name}-sidecar`)?.command
    const program = {
      port: environment['PORT'],
      nodeFlags: flagsAmong(command),
      environment: settingsOf(environment),
      sidecar: sidecar ? sidecarOf(sidecar.slice(1)) : {},
    }
    return [name, program] as const
  })
  return new Map(own)
}

type DaprApp = {
  readonly appID: string
  readonly appPort: number
  readonly command: readonly string[]
  readonly env: Settings
}
export type DaprYaml = {
  readonly common: Readonly<Record<string, unknown>>
  readonly apps: readonly DaprApp[]
}

/** What `dapr.yaml` starts; `dapr run` knows fewer settings of a sidecar. */
export function ofDaprYaml({ common, apps }: DaprYaml): Deployment {
  const own = apps.map(({ appID, appPort, command, env }) => {
    const sidecar = {
      ...{ 'app-id': appID, 'app-port': String(appPort) },
      'enable-app-health-check': String(common['enableAppHealthCheck']),
      'app-health-check-path': String(common['appHealthCheckPath']),
      'app-health-probe-interval': String(common['appHealthProbeInterval']),
      'app-health-probe-timeout': String(common['appHealthProbeTimeout']),
      'app-health-threshold': String(common['appHealthThreshold']),
      'max-body-size': String(common['maxBodySize']),
      'read-buffer-size': String(common['readBufferSize']),
    }
    const program = { port: String(appPort), nodeFlags: flagsAmong(command), sidecar }
    return [appID, { ...program, environment: settingsOf(env) }] as const
  })
  return new Map(own)
}

type Variable = { readonly name: string; readonly value?: string; readonly valueFrom?: object }
type Container = {
  readonly name: string
  readonly args?: readonly string[]
  readonly env?: readonly Variable[]
  readonly ports?: readonly { readonly containerPort: number }[]
}
export type Manifest = {
  readonly kind: string
  readonly metadata: { readonly name: string }
  readonly scopes?: readonly string[]
  readonly spec: {
    readonly template?: {
      readonly metadata: { readonly annotations?: Settings }
      readonly spec: { readonly containers: readonly Container[] }
    }
  }
}

/** What the chart starts, as helm renders it. */
export function ofChart(manifests: readonly Manifest[]): Deployment {
  const deployments = manifests.filter(({ kind }) => kind === 'Deployment')
  return new Map(deployments.map((one) => [one.metadata.name, programOf(one)]))
}

function programOf({ spec: { template } }: Manifest): Program {
  const container = template?.spec.containers[0]
  const annotations = template?.metadata.annotations ?? {}
  const flags = Object.entries(annotations).map(
    ([name, value]) => `--${name.replace('dapr.io/', '')}=${value}`,
  )
  const variables = (container?.env ?? []).filter(({ name }) => !placed.has(name))
  const environment = variables.map(({ name, value = '', valueFrom }) => {
    if (valueFrom) return [name, secret]
    // not what the others have
    return [name, isSecret(name) ? 'a secret in plain text' : plain(name, value)]
  })
  return {
    port: String(container?.ports?.[0]?.containerPort),
    nodeFlags: flagsAmong(container?.args ?? []),
    environment: Object.fromEntries(environment),
    sidecar: annotations['dapr.io/enabled'] ? sidecarOf(flags) : {},
  }
}
