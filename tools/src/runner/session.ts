import { join } from 'node:path'
import type { AppId } from '@comptoir/contracts/topology'
import { findDapr } from '../provision/dapr.ts'
import { findRedis } from '../provision/redis.ts'
import type { StartOptions } from './arguments.ts'
import type { Layout } from './layout.ts'
import { planProcesses, presentServices } from './plan.ts'
import { createPlatform, type Platform } from './platform.ts'
import { portsAt } from './ports.ts'
import { shownRedisUrl } from './redis-url.ts'
import { placed, readProfile, writeResources } from './render.ts'
import { rowsOf, statusText } from './rows.ts'
import { type Run, writeRun } from './run-file.ts'
import type { Screen } from './screen.ts'
import { readSecrets } from './secrets.ts'
import type { Supervised } from './supervise.ts'
import { notePids } from './watchdog.ts'

export type Session = { run: Run; platform: Platform; services: readonly AppId[]; save: () => void }

/** Finds what is needed, writes the resources, and prepares the processes of one start. */
export async function prepareSession(
  layout: Layout,
  options: StartOptions,
  screen: Screen,
): Promise<Session> {
  const ports = portsAt(options.portOffset)
  const dataDir = layout.data
  const profile = readProfile(layout.root, options.profile)
  const services = presentServices(layout, options.only)
  const show = (name: string) => (text: string) => screen.show([{ name, mark: 'busy', text }])
  const dapr = await findDapr({ progress: show('dapr') })
  screen.show([{ name: 'dapr', mark: 'done', text: `${dapr.version} (${dapr.from})` }])
  const redis = await findRedis({ port: ports.redis, dataDir, progress: show('redis') })
  if (redis.kind === 'given') {
    const text = `${shownRedisUrl(redis.url)} (${redis.from})`
    screen.show([{ name: 'redis', mark: 'done', text }])
  }
  const place = { redisUrl: redis.url, blobs: join(dataDir, 'blobs'), names: layout.names }
  const resources = profile.map((resource) => placed(resource, place))
  writeResources(layout, resources)
  const around = { ports, redisUrl: redis.url, dataDir, secrets: readSecrets(layout.secretsFile) }
  const { dev } = options
  const specs = planProcesses({ ...around, layout, dapr, redis, resources, services, dev })
  const session: Session = {
    run: newRun(options, redis.url, dapr.version, ports.service('gateway')),
    services,
    platform: createPlatform(specs, {
      logs: layout.logs,
      ports,
      changed: (process, why) => onChange(session, screen, process, why),
    }),
    save: () => saveRun(layout, session),
  }
  session.run.processes = session.platform.processes.map(({ note }) => note)
  refreshRows(session, screen)
  return session
}

/** Keeps the block on the screen current while processes become ready. */
export function refreshRows({ platform }: Session, screen: Screen): void {
  screen.show(rowsOf(platform.processes))
}

function newRun(options: StartOptions, redisUrl: string, dapr: string, gatewayPort: number): Run {
  return {
    pid: process.pid,
    startedAt: new Date().toISOString(),
    ready: false,
    profile: options.profile,
    portOffset: options.portOffset,
    gatewayUrl: `http://localhost:${gatewayPort}`,
    redisUrl,
    daprVersion: dapr,
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
