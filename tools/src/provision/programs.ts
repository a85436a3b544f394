import { globSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../runner/screen/user-error.ts'
import { isExecutable, type Progress, run, which } from './commands.ts'

/** How a program that the shop runs on is looked for. */
export type ProgramSearch = {
  readonly program: string
  /** Where packages put it beside PATH; patterns, the newest version first. */
  readonly folders?: readonly string[]
  /** Those folders come before PATH, where another program has its name. */
  readonly foldersFirst?: boolean
  /** Whether a container may run it in place of the program; default: yes. */
  readonly inContainer?: boolean
  /** Debian's package with it. */
  readonly packageName: string
  readonly env: NodeJS.ProcessEnv
  readonly isRoot: boolean
  readonly progress: Progress
}

type ProgramFile = { readonly kind: 'program'; readonly path: string; readonly from: string }
export type FoundProgram = ProgramFile | { readonly kind: 'docker'; readonly from: string }

/** Finds a program: on PATH, where packages put it, in Docker, else from Debian's package when we are root. */
export async function findProgram(search: ProgramSearch): Promise<FoundProgram | undefined> {
  const { env, isRoot } = search
  const installed = foundFile(search, env.PATH)
  if (installed) return installed
  if (search.inContainer !== false && (await dockerAnswers(env)))
    return { kind: 'docker', from: 'Docker' }
  if (!isRoot || !which('apt-get', env.PATH)) return undefined
  await aptInstall(search.packageName, search.progress)
  const fresh = foundFile(search, process.env['PATH'])
  return fresh && { ...fresh, from: 'apt-get' }
}

/** Finds a program that no container may run in its place. Throws a UserError with what to do when there is none. */
export async function requireProgram(
  search: Omit<ProgramSearch, 'inContainer'>,
  advice: string,
): Promise<ProgramFile> {
  const found = await findProgram({ ...search, inContainer: false })
  if (found?.kind === 'program') return found
  throw new UserError(advice)
}

function foundFile(search: ProgramSearch, path: string | undefined): ProgramFile | undefined {
  const packaged = inUsualFolder(search)
  const onPath = which(search.program, path)
  if (packaged && (search.foldersFirst || !onPath))
    return { kind: 'program', path: packaged, from: 'installed' }
  return onPath ? { kind: 'program', path: onPath, from: 'PATH' } : undefined
}

function inUsualFolder({ program, folders = [] }: ProgramSearch): string | undefined {
  const found = folders.flatMap((pattern) => globSync(join(pattern, program)))
  const byVersion = found.toSorted((one, other) =>
    other.localeCompare(one, 'en', { numeric: true }),
  )
  return byVersion.find(isExecutable)
}

async function dockerAnswers(env: NodeJS.ProcessEnv): Promise<boolean> {
  const docker = which('docker', env.PATH)
  if (!docker) return false
  const { code } = await run(docker, ['info', '--format', '{{.ID}}'], { timeoutMs: 5000 })
  return code === 0
}

/** Debian's package, without the server of its own that it would start on the standard port. */
async function aptInstall(packageName: string, progress: Progress): Promise<void> {
  progress(`Installing ${packageName} with apt-get`)
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const quiet = ['-o', 'DPkg::Options::=--force-confold', '-o', 'DPkg::Lock::Timeout=300']
  const args = ['install', ...quiet, '--no-install-recommends', '-y', packageName]
  const install = () => run('apt-get', args, { env })
  if ((await install()).code === 0) return
  await run('apt-get', ['update'], { env })
  await install()
}
