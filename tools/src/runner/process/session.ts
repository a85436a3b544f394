import { basename, join } from 'node:path'
import { type AppId, folderOf, isSite } from '@comptoir/contracts/topology'
import { buildSite, isBuilt } from '../../image/site-build.ts'
import { type DaprRuntime, findDapr } from '../../provision/dapr.ts'
import { caveatsOf, provideParts } from '../../provision/provide-parts.ts'
import { findRedis, type RedisSource } from '../../provision/redis.ts'
import type { Choice } from '../plan/choice.ts'
import { keepChoice } from '../plan/kept-choice.ts'
import type { Layout } from '../plan/layout.ts'
import { backOfficeFolder, hasBackOffice, planProcesses, presentServices } from '../plan/plan.ts'
import { neededPorts, requireFreePorts } from '../plan/port-check.ts'
import { type Ports, portsAt } from '../plan/ports.ts'
import { shownRedisUrl } from '../plan/redis-url.ts'
import { placed, readResources, writeResources } from '../plan/render.ts'
import { readSecrets, type Secrets } from '../plan/secrets.ts'
import type { StartOptions } from '../screen/arguments.ts'
import { rowsOf, statusText } from '../screen/rows.ts'
import type { Screen } from '../screen/screen.ts'
import { UserError } from '../screen/user-error.ts'
import { identityOf } from './identity.ts'
import { createPlatform, type Platform } from './platform.ts'
import { type Run, writeRun } from './run-file.ts'
import type { Supervised } from './supervise.ts'
import { notePids } from './watchdog.ts'

export type Session = { run: Run; platform: Platform; services: readonly AppId[]; save: () => void }

export type SessionInput = {
  layout: Layout
  options: StartOptions
  choice: Choice
  screen: Screen
  run: Run
  stop: AbortSignal
}

/** Finds what is needed, writes the resources, and prepares the processes of one start. */
export async function prepareSession(input: SessionInput): Promise<Session> {
  const { layout, options, choice, screen, run } = input
  const ports = portsAt(options.portOffset)
  const chosen = readResources(layout.root, choice)
  const services = presentServices(layout, options.only)
  const dapr = await provideDapr(input)
  const secrets = readSecrets(layout.secretsFile)
  const redis = await provideRedis(input, ports, secrets)
  const parts = await provideChosenParts(input, ports, secrets)
  await buildSites(input, services)
  const place = { redisUrl: redis.url, blobs: join(layout.data, 'blobs'), names: layout.names }
  const resources = chosen.map((resource) => placed(resource, place))
  keepChoice(layout, choice)
  writeResources(layout, resources)
  const around = { ports, redisUrl: redis.url, dataDir: layout.data, secrets, dev: options.dev }
  const specs = planProcesses({ ...around, layout, dapr, redis, parts, resources, services })
  await requireFreePorts(neededPorts(specs, ports), ports.offset)
  const session: Session = {
    run: Object.assign(run, { redisUrl: redis.url, daprVersion: dapr.version }),
    services,
    platform: createPlatform(specs, {
      logs: layout.logs,
      prepareParts: async () => {
        for (const { prepare } of parts) await prepare?.()
      },
      changed: (process, why) => onChange(session, screen, process, why),
    }),
    save: () => saveRun(layout, session),
  }
  run.processes = session.platform.processes.map(({ note }) => note)
  refreshRows(session, screen)
  return session
}

async function provideDapr({ screen, stop }: SessionInput): Promise<DaprRuntime> {
  const progress = (text: string) => screen.show([{ name: 'dapr', mark: 'busy', text }])
  const dapr = await findDapr({ progress, signal: stop })
  screen.show([{ name: 'dapr', mark: 'done', text: `${dapr.version} (${dapr.from})` }])
  return dapr
}

async function provideRedis(
  { layout, screen }: SessionInput,
  ports: Ports,
  { redisPassword }: Secrets,
): Promise<RedisSource> {
  const progress = (text: string) => screen.show([{ name: 'redis', mark: 'busy', text }])
  const login = { password: redisPassword, configFile: layout.redisConfig }
  const redis = await findRedis({ port: ports.redis, dataDir: layout.data, login, progress })
  if (redis.kind === 'given') {
    const text = `${shownRedisUrl(redis.url)} (${redis.from})`
    screen.show([{ name: 'redis', mark: 'done', text }])
  }
  return redis
}

/** The broker and the store that were chosen; what they cannot promise is said. */
async function provideChosenParts(input: SessionInput, ports: Ports, secrets: Secrets) {
  const { layout, choice, screen, stop } = input
  const parts = await provideParts(choice, (name) => ({
    ...{ layout, ports, secrets, env: process.env, isRoot: process.getuid?.() === 0, stop },
    progress: (text) => screen.show([{ name, mark: 'busy', text }]),
  }))
  for (const { name, from, processes } of parts) {
    if (processes.length === 0) screen.show([{ name, mark: 'done', text: from }])
  }
  for (const caveat of caveatsOf(choice)) screen.say(caveat)
  return parts
}

/** Builds the pages of the sites that start, unless they are built or rendered from the sources (`--dev`). */
async function buildSites(
  { layout, options, screen, stop }: SessionInput,
  asked: readonly AppId[],
) {
  const rendered = options.dev ? [] : asked.filter(isSite).map(folderOf)
  for (const folder of [...rendered, ...(hasBackOffice(asked) ? [backOfficeFolder] : [])]) {
    const { root } = layout
    if (isBuilt(root, folder)) continue
    const name = basename(folder)
    const show = (text: string) => screen.show([{ name, mark: 'busy', text }])
    show('building its pages, once')
    const onLine = (line: string) => show(`building its pages, once: ${line.slice(0, 60)}`)
    await buildSite({ root, folder, onLine, signal: stop }).catch((error: Error) => {
      throw new UserError(error.message)
    })
    screen.show([{ name, mark: 'done', text: 'pages built' }])
  }
}

/** Keeps the block on the screen current while processes become ready. */
export function refreshRows({ platform }: Session, screen: Screen): void {
  screen.show(rowsOf(platform.processes))
}

/** What is known of a run before anything is found or started. */
export function newRun(options: Pick<StartOptions, 'portOffset'>, choice: Choice): Run {
  return {
    pid: process.pid,
    identity: identityOf(process.pid),
    startedAt: new Date().toISOString(),
    ready: false,
    ...choice,
    portOffset: options.portOffset,
    gatewayUrl: `http://localhost:${portsAt(options.portOffset).service('gateway')}`,
    redisUrl: '',
    daprVersion: '',
    processes: [],
  }
}

function onChange(session: Session, screen: Screen, changed: Supervised, why?: string): void {
  session.save()
  screen.show(rowsOf(session.platform.processes))
  const { name } = changed.spec
  const time = new Date().toLocaleTimeString('en-GB')
  if (why) screen.say(`${time} ${name} died (${why})`)
  if (session.run.ready && changed.note.state === 'ready') {
    screen.say(`${time} ${name} is back: ${statusText(changed)}`)
  }
}

function saveRun(layout: Layout, { run }: Session): void {
  writeRun(layout.runFile, run)
  notePids(layout.pidFile, run.processes)
}
