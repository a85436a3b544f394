import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { isExecutable, type Progress, run, which } from './commands.ts'
import { buildDapr } from './dapr-build.ts'

/** The Dapr that this repository is made for and builds when none is installed. */
export const daprVersion = '1.18.1'
const oldestMinor = 18

export type DaprRuntime = ReturnType<typeof pathsIn> & { version: string; from: string }

export type FindOptions = {
  env?: NodeJS.ProcessEnv
  home?: string
  progress?: Progress
  signal?: AbortSignal
  /** Where Go is when it is not on PATH. */
  usualGo?: readonly string[]
}

/**
 * Finds daprd, placement and scheduler, or makes them: DAPR_RUNTIME_PATH, PATH, `~/.dapr/bin`, what an earlier
 * start kept, a local Docker image, and at last a build from the pinned Go module.
 */
export async function findDapr(options: FindOptions = {}): Promise<DaprRuntime> {
  const { env = process.env, home = homedir(), progress = () => {} } = options
  const cache = daprCache(env, home)
  for (const place of installedPlaces(env, home)) {
    const found = await inspect(place.folder, place.from, progress)
    if (found) return found
  }
  const kept = runtimeIn(cache)
  if (kept) return { ...kept, version: daprVersion, from: 'built earlier' }
  if (await copyDaprFromImage(daprVersion, cache, env, progress)) {
    return { ...pathsIn(cache), version: daprVersion, from: 'Docker image' }
  }
  await buildDapr({ ...options, version: daprVersion, folder: cache, env, progress })
  return { ...pathsIn(cache), version: daprVersion, from: 'built from source' }
}

/** Binaries are kept by version outside the checkout, so that the next checkout finds them. */
export function daprCache(env: NodeJS.ProcessEnv, home: string): string {
  return join(cacheFolder(env, home), `dapr-${daprVersion}`)
}

/** Where this repository keeps what it builds, outside the checkout. */
export function cacheFolder(env: NodeJS.ProcessEnv, home: string): string {
  return join(env.XDG_CACHE_HOME || join(home, '.cache'), 'comptoir')
}

function installedPlaces(env: NodeJS.ProcessEnv, home: string) {
  const asked = env.DAPR_RUNTIME_PATH
  const onPath = which('daprd', env.PATH)
  return [
    ...(asked
      ? ['', 'bin', '.dapr/bin'].map((sub) => place(join(asked, sub), 'DAPR_RUNTIME_PATH'))
      : []),
    ...(onPath ? [place(dirname(onPath), 'PATH')] : []),
    place(join(home, '.dapr', 'bin'), '~/.dapr/bin'),
  ]
}

const place = (folder: string, from: string) => ({ folder, from })

async function inspect(folder: string, from: string, progress: Progress) {
  const paths = runtimeIn(folder)
  if (!paths) return undefined
  const { output } = await run(paths.daprd, ['--version'], { timeoutMs: 20_000 })
  const version = output.split('\n')[0]?.trim() ?? 'unknown'
  if (isRecentEnough(version)) return { ...paths, version, from }
  progress(`Dapr ${version} in ${folder} is older than 1.${oldestMinor}: not used`)
  return undefined
}

/** Takes the binaries out of a Dapr image, if Docker runs here and has one (after `dapr init`, it has). */
async function copyDaprFromImage(
  version: string,
  folder: string,
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<boolean> {
  const docker = which('docker', env.PATH)
  if (process.platform !== 'linux' || !docker) return false
  const image = `daprio/dapr:${version}`
  const present = await run(docker, ['image', 'inspect', image], { timeoutMs: 5000 })
  if (present.code !== 0) return false
  progress(`Copying Dapr ${version} from the Docker image ${image}`)
  const container = await run(docker, ['create', image], { timeoutMs: 30_000 })
  if (container.code !== 0) return false
  mkdirSync(folder, { recursive: true })
  const copies = await Promise.all(
    ['daprd', 'placement', 'scheduler'].map((name) =>
      run(docker, ['cp', `${container.output}:/${name}`, join(folder, name)]),
    ),
  )
  await run(docker, ['rm', container.output])
  return copies.every(({ code }) => code === 0)
}

/** Whether a version that daprd prints is one we can run on. */
export function isRecentEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number)
  return major > 1 || (major === 1 && minor >= oldestMinor)
}

function runtimeIn(folder: string) {
  const paths = pathsIn(folder)
  return Object.values(paths).every(isExecutable) ? paths : undefined
}

function pathsIn(folder: string) {
  return {
    daprd: join(folder, 'daprd'),
    placement: join(folder, 'placement'),
    scheduler: join(folder, 'scheduler'),
  }
}
