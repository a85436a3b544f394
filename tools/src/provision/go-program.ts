import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { UserError } from '../runner/screen/user-error.ts'
import { isExecutable, type Progress, run, which } from './commands.ts'
import { cacheFolder } from './dapr.ts'

/** A program that a pinned Go module holds. */
export type GoProgram = {
  readonly name: string
  /** The path that `go install` takes, without a version. */
  readonly module: string
  readonly version: string
}

export type GoProgramOptions = {
  readonly env: NodeJS.ProcessEnv
  readonly home?: string
  readonly progress?: Progress
  readonly stop?: AbortSignal | undefined
}

/**
 * What an earlier start built of a pinned Go module, else a build of it, once per machine and beside what else is built
 * there. Undefined when Go, which would build it, is missing. Throws a UserError when it cannot be built.
 */
export async function findGoProgram(
  { name, module, version }: GoProgram,
  { env, home = homedir(), progress = () => {}, stop }: GoProgramOptions,
): Promise<string | undefined> {
  const folder = join(cacheFolder(env, home), `${name}-${version}`)
  const built = join(folder, name)
  if (isExecutable(built)) return built
  const go = which('go', env['PATH'])
  if (!go) return undefined
  progress(`building ${name} ${version} with Go, about a minute, once per machine`)
  await build(go, `${module}@${version}`, folder, stop)
  return built
}

/** Builds beside the place and moves the whole there, so that a broken build leaves nothing behind. */
async function build(go: string, module: string, folder: string, signal?: AbortSignal) {
  const workshop = `${folder}-build-${process.pid}`
  mkdirSync(workshop, { recursive: true })
  try {
    const options = { env: { GOBIN: workshop, GOFLAGS: '' }, ...(signal && { signal }) }
    const { code, output } = await run(go, ['install', module], options)
    if (code !== 0) throw new UserError(`Go could not build ${module}:\n${output.slice(-2000)}`)
    mkdirSync(dirname(folder), { recursive: true })
    rmSync(folder, { recursive: true, force: true })
    renameSync(workshop, folder)
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
}
