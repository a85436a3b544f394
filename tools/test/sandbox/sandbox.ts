import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, openSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AppId } from '@comptoir/contracts/topology'
import { type DaprRuntime, findDapr } from '../../src/provision/dapr.ts'
import { findRedis } from '../../src/provision/redis.ts'
import { eventKeySettings, newEventSeeds } from '../../src/resources/event-keys.ts'
import { placementSpec, schedulerSpec } from '../../src/runner/plan/plan.ts'
import { unusedPorts } from '../../src/runner/plan/unused-ports.ts'
import { type ResourceOptions, writeResources } from './sandbox-resources.ts'

export type SandboxApp = {
  readonly appId: string
  /** What tells the sidecars of an app apart; default: the app id. */
  readonly name?: string
  /** Where the app will listen; without it the sidecar has no app. */
  readonly appPort?: number
}

export type SandboxOptions = ResourceOptions & {
  readonly apps: readonly SandboxApp[]
  /** Starts placement and scheduler too. */
  readonly workflows?: boolean
  /** What sidecars find in their environment, where components have addresses and passwords from. */
  readonly sidecarEnvironment?: (appId: AppId) => Readonly<Record<string, string>>
}

/** Where a sidecar listens, and the token that it asks for. */
export type SidecarAddress = {
  readonly httpPort: number
  readonly grpcPort: number
  readonly apiToken: string
}

export type Sandbox = {
  readonly redisUrl: string
  readonly appToken: string
  /** What the service signs its events with, and checks those of others with. */
  eventKeys(appId: AppId): { readonly eventSigningKey: string; readonly eventPublicKeys: string }
  /** A sidecar, by the name that it was given, or its app id. */
  sidecar(name: string): SidecarAddress
  /** Where the app of a sidecar will listen. */
  appPort(name: string): number
  /** The processes by name: `redis`, `daprd-orders`. */
  pids(): Readonly<Record<string, number>>
  /** Ends a sidecar at once, as a crash does. */
  killSidecar(name: string): Promise<void>
  /** Ends a sidecar as a new version does: it may finish what it has begun. */
  stopSidecar(name: string): Promise<void>
  startSidecar(name: string): Promise<void>
  /** Ends Redis, leaves it away for a while, and starts it on what it kept. */
  restartRedis(awayMs: number): Promise<void>
  stop(): Promise<void>
}

/** What runs now, by name. */
type Children = Map<string, ChildProcess>
type Parts = {
  readonly folder: string
  readonly dapr: DaprRuntime
  readonly redisPort: number
  readonly control: readonly string[]
  readonly children: Children
}
type Ports = SidecarAddress & { readonly internal: number; readonly metrics: number }

export type { SandboxPlace, StateComponent } from './sandbox-resources.ts'

const appToken = 'sandbox-token'
const eventSeeds = newEventSeeds()
/**
 * A real Redis and real sidecars on free ports with the components of the usual broker and store, for integration tests.
 * @example const sandbox = await startSandbox({ apps: [{ appId: 'orders', appPort }] })
 */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-sandbox-'))
  const children: Children = new Map()
  const dapr = await findDapr()
  const [redisPort = 0] = await freePorts(1)
  await startRedis(folder, redisPort, children)
  const control = options.workflows ? await startControlPlane(dapr, folder, children) : []
  const parts = { folder, dapr, redisPort, control, children }
  writeResources(parts, options)
  const sidecars = new Map<string, { app: SandboxApp; ports: Ports; child: ChildProcess }>()

  async function start(app: SandboxApp, ports: Ports) {
    const own = options.sidecarEnvironment?.(app.appId as AppId)
    const child = startSidecar(parts, app, ports, own)
    sidecars.set(nameOf(app), { app, ports, child })
    await answers(`http://127.0.0.1:${ports.httpPort}/v1.0/healthz/outbound`, child)
  }
  const known = (name: string) => {
    const sidecar = sidecars.get(name)
    if (!sidecar) throw new Error(`no sidecar ${name} in the sandbox`)
    return sidecar
  }
  await Promise.all(options.apps.map(async (app) => start(app, await sidecarPorts())))
  return {
    redisUrl: `redis://127.0.0.1:${redisPort}`,
    appToken,
    eventKeys(appId) {
      const keys = eventKeySettings(appId, eventSeeds)
      return { eventSigningKey: keys.EVENT_SIGNING_KEY, eventPublicKeys: keys.EVENT_PUBLIC_KEYS }
    },
    sidecar: (name) => known(name).ports,
    appPort: (name) => known(name).app.appPort ?? 0,
    pids: () => Object.fromEntries([...children].map(([name, { pid = 0 }]) => [name, pid])),
    killSidecar: (name) => end(known(name).child, 'SIGKILL'),
    stopSidecar: (name) => end(known(name).child),
    startSidecar: (name) => start(known(name).app, known(name).ports),
    async restartRedis(awayMs) {
      const redis = children.get('redis')
      if (redis) await end(redis)
      await sleep(awayMs)
      await startRedis(folder, redisPort, children)
    },
    async stop() {
      await Promise.all([...children.values()].map((child) => end(child, 'SIGKILL')))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const givenPorts = new Set<number>()

/** Ports that nothing listens on right now, and that were not given to anyone before: who asked may not listen yet. */
export async function freePorts(count: number): Promise<number[]> {
  const found = (await unusedPorts(count)).filter((port) => !givenPorts.has(port))
  for (const port of found) givenPorts.add(port)
  return found.length === count ? found : [...found, ...(await freePorts(count - found.length))]
}

async function startRedis(folder: string, port: number, children: Children): Promise<void> {
  const env = { ...process.env, REDIS_URL: '' }
  const source = await findRedis({ port, dataDir: folder, env })
  if (source.kind !== 'own') throw new Error('the sandbox needs a Redis of its own')
  children.set('redis', run(folder, 'redis', source.command, source.args))
  await listens(port)
}

async function startControlPlane(dapr: DaprRuntime, folder: string, children: Children) {
  const [raft, placement, health1, scheduler, health2, client, peer] = await freePorts(7)
  const ports = {
    placement: { api: placement ?? 0, health: health1 ?? 0, raft: raft ?? 0 },
    scheduler: { api: scheduler ?? 0, health: health2 ?? 0, client: client ?? 0, peer: peer ?? 0 },
  }
  const input = { dapr, ports, layout: { root: folder }, dataDir: folder }
  const specs = [placementSpec(input), schedulerSpec(input)]
  for (const { name, command, args } of specs) children.set(name, run(folder, name, command, args))
  await Promise.all(specs.map(({ port }) => listens(port)))
  return [
    ...['--placement-host-address', `127.0.0.1:${placement}`],
    ...['--scheduler-host-address', `127.0.0.1:${scheduler}`],
  ]
}

async function sidecarPorts(): Promise<Ports> {
  const [httpPort = 0, grpcPort = 0, internal = 0, metrics = 0] = await freePorts(4)
  const apiToken = randomBytes(24).toString('base64url')
  return { httpPort, grpcPort, apiToken, internal, metrics }
}

const nameOf = ({ appId, name = appId }: SandboxApp) => name

function startSidecar(
  { folder, dapr, control, children }: Parts,
  app: SandboxApp,
  ports: Ports,
  own: Readonly<Record<string, string>> = {},
) {
  const loopback = ['--dapr-listen-addresses', '127.0.0.1']
  const health = ['--enable-app-health-check', '--app-health-check-path', '/healthz']
  const toApp = ['--app-port', app.appPort ?? 0, '--app-health-probe-interval', 1, ...health]
  const args = [
    ...[
      '--app-id',
      app.appId,
      '--dapr-http-port',
      ports.httpPort,
      '--dapr-grpc-port',
      ports.grpcPort,
    ],
    ...['--dapr-internal-grpc-port', ports.internal, '--metrics-port', ports.metrics],
    ...['--dapr-internal-grpc-listen-address', '127.0.0.1', ...loopback, ...control],
    ...['--dapr-graceful-shutdown-seconds', 3],
    ...['--resources-path', join(folder, 'resources')],
    ...['--config', join(folder, 'configuration.yaml'), '--log-level', 'warn'],
    ...(app.appPort === undefined ? [] : toApp),
  ]
  const name = `daprd-${nameOf(app)}`
  const child = run(folder, name, dapr.daprd, args, { ...own, DAPR_API_TOKEN: ports.apiToken })
  children.set(name, child)
  return child
}

function run(
  folder: string,
  name: string,
  command: string,
  args: readonly (string | number | undefined)[],
  own: Readonly<Record<string, string>> = {},
) {
  const output = openSync(join(folder, `${name}.log`), 'a')
  const env = { ...process.env, DAPR_HOST_IP: '127.0.0.1', APP_API_TOKEN: appToken, ...own }
  const options = { cwd: folder, env, stdio: ['ignore', output, output] as ('ignore' | number)[] }
  return spawn(command, args.map(String), options)
}

/** Ends a process, and waits until it is gone. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}

async function answers(url: string, child: ChildProcess, withinMs = 60_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; ; await sleep(50)) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    if (child.exitCode !== null) throw new Error(`${child.spawnfile} ended with ${child.exitCode}`)
    if (Date.now() > deadline) throw new Error(`${url} does not answer`)
  }
}

async function listens(port: number, withinMs = 30_000): Promise<void> {
  for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(50)) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (open) return
  }
  throw new Error(`nothing listens on ${port}`)
}
