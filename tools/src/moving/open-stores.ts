import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { appIds } from '@comptoir/contracts/topology'
import { findDapr } from '../provision/dapr.ts'
import { sidecarEnvironmentFor } from '../provision/part.ts'
import { provideParts } from '../provision/provide-parts.ts'
import { findRedis } from '../provision/redis.ts'
import { type Choice, usualChoice } from '../runner/plan/choice.ts'
import type { Layout } from '../runner/plan/layout.ts'
import { redisSpecs } from '../runner/plan/plan.ts'
import { requireFreePorts } from '../runner/plan/port-check.ts'
import { portsAt } from '../runner/plan/ports.ts'
import { placed, type Resource, readResources, writeResources } from '../runner/plan/render.ts'
import { readSecrets } from '../runner/plan/secrets.ts'
import { createPlatform } from '../runner/process/platform.ts'
import { type Run, removeRun, writeRun } from '../runner/process/run-file.ts'
import { newRun } from '../runner/process/session.ts'
import { clearLeftovers, notePids, startWatchdog } from '../runner/process/watchdog.ts'
import { connectStores, type Stores } from './connect-stores.ts'
import { type LoneSidecarInput, loneSidecarSpec } from './lone-sidecar.ts'

export type StoresInput = {
  readonly layout: Layout
  readonly choice: Choice
  readonly portOffset: number
  readonly say: (text: string) => void
}

/**
 * Starts the stores of a shop that is stopped, with sidecars that serve no app, for as long as the work takes. Meanwhile
 * nothing else starts the shop. Should this process be killed, the watchdog stops what it started.
 */
export async function withStores<T>(
  input: StoresInput,
  work: (stores: Stores) => Promise<T>,
): Promise<T> {
  const { layout, choice } = input
  await clearLeftovers(layout.pidFile)
  const run = newRun(input, choice)
  const resources = join(layout.home, 'moving')
  writeRun(layout.runFile, run)
  try {
    return await runStores(layout, run, await prepare(input, resources), work)
  } finally {
    rmSync(resources, { recursive: true, force: true })
    removeRun(layout.runFile)
  }
}

async function runStores<T>(
  { logs, pidFile }: Layout,
  run: Run,
  prepared: Awaited<ReturnType<typeof prepare>>,
  work: (stores: Stores) => Promise<T>,
): Promise<T> {
  const watchdog = startWatchdog(pidFile)
  const platform = createPlatform(prepared.specs, {
    logs,
    prepareParts: prepared.prepareParts,
    changed: () => notePids(pidFile, run.processes),
  })
  run.processes = platform.processes.map(({ note }) => note)
  try {
    await platform.start()
    const stores = connectStores(prepared)
    try {
      return await work(stores)
    } finally {
      stores.close()
    }
  } finally {
    await platform.stop()
    notePids(pidFile, [])
    watchdog.stdin?.end()
  }
}

async function prepare({ layout, choice, portOffset, say }: StoresInput, folder: string) {
  const ports = portsAt(portOffset)
  const secrets = readSecrets(layout.secretsFile)
  const dapr = await findDapr({ progress: say })
  const login = { password: secrets.redisPassword, configFile: layout.redisConfig }
  const redis = await findRedis({ port: ports.redis, dataDir: layout.data, login, progress: say })
  const isRoot = process.getuid?.() === 0
  const partInput = { layout, ports, secrets, env: process.env, isRoot, progress: say }
  const { store } = choice
  const parts = await provideParts({ ...usualChoice, store }, () => partInput)
  const place = {
    redisUrl: redis.url,
    blobs: join(layout.data, 'blobs'),
    names: join(folder, 'names.db'),
  }
  const resources = {
    resources: join(folder, 'resources'),
    configuration: join(folder, 'configuration.yaml'),
  }
  const wanted = readResources(layout.root, { ...usualChoice, store })
    .filter(isNeeded)
    .map((resource) => placed(resource, place))
  writeResources(resources, wanted)
  const environmentOf = sidecarEnvironmentFor(parts)
  const sidecars: LoneSidecarInput = {
    dapr,
    ports,
    secrets,
    redisUrl: redis.url,
    root: layout.root,
    resources,
    environmentOf,
  }
  const specs = [
    ...redisSpecs({ redis, layout, ports, redisUrl: redis.url }),
    ...parts.flatMap(({ processes }) => processes),
    ...appIds.map((appId) => loneSidecarSpec(sidecars, appId)),
  ]
  await requireFreePorts(
    specs.map(({ port, name }) => ({ port, by: name })),
    ports.offset,
  )
  return {
    ...{ specs, ports, secrets, store, environmentOf, redisUrl: redis.url },
    async prepareParts() {
      for (const part of parts) await part.prepare?.()
    },
  }
}

const isNeeded = ({ kind, spec }: Resource): boolean =>
  kind === 'Configuration' || /^(state|secretstores)\./.test(spec.type ?? '')
