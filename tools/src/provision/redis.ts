import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserError } from '../runner/screen/user-error.ts'
import type { Progress } from './commands.ts'
import { findProgram } from './programs.ts'

/** A Redis that someone else runs, or how to start our own. */
export type RedisSource =
  | { kind: 'given'; url: string; from: string }
  | {
      kind: 'own'
      command: string
      args: readonly string[]
      env: Readonly<Record<string, string>>
      url: string
      from: string
    }

export type RedisOptions = {
  port: number
  dataDir: string
  /** What our own one asks for, kept in a file that its owner alone can read; without it, nothing. */
  login?: { password: string; configFile: string }
  env?: NodeJS.ProcessEnv
  isRoot?: boolean
  progress?: Progress
}

const image = 'redis:7-alpine'
/** Every write is on disk before it is answered, and nothing is ever evicted. */
export const durable = [
  ...['--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction'],
]

/** Finds Redis: REDIS_URL, PATH, Docker, else Debian's package when we are root. */
export async function findRedis(options: RedisOptions): Promise<RedisSource> {
  const { env = process.env, progress = () => {} } = options
  const { isRoot = process.getuid?.() === 0 } = options
  if (env.REDIS_URL) return { kind: 'given', url: env.REDIS_URL, from: 'REDIS_URL' }
  const search = { program: 'redis-server', packageName: 'redis-server', env, isRoot, progress }
  const found = await findProgram(search)
  if (found?.kind === 'program') return ownRedis(found.path, found.from, options)
  if (found) return dockerRedis(options)
  throw new UserError(
    'Redis is missing. Install it (`sudo apt-get install redis-server`, `brew install redis`), ' +
      'start Docker, or set REDIS_URL=redis://host:6379',
  )
}

function ownRedis(command: string, from: string, options: RedisOptions): RedisSource {
  const { port, dataDir, login } = options
  const folder = join(dataDir, 'redis')
  mkdirSync(folder, { recursive: true })
  const place = ['--bind', '127.0.0.1', '--port', String(port), '--dir', folder]
  const config = login ? [writeConfig(login)] : []
  const args = [...config, ...place, ...durable, '--save', '', '--daemonize', 'no']
  return { kind: 'own', command, args, env: {}, url: urlOf(options), from }
}

/** The password stays out of the command line, which everyone on the machine can read. */
function writeConfig({ password, configFile }: { password: string; configFile: string }): string {
  writeFileSync(configFile, `requirepass "${password}"\n`, { mode: 0o600 })
  chmodSync(configFile, 0o600)
  return configFile
}

function urlOf({ port, login }: RedisOptions): string {
  return login ? `redis://:${login.password}@127.0.0.1:${port}` : `redis://127.0.0.1:${port}`
}

/** In the container the server runs as another user, who reads the password from a pipe, not from our file. */
function dockerRedis(options: RedisOptions): RedisSource {
  const { port, dataDir, login } = options
  const folder = join(dataDir, 'redis')
  mkdirSync(folder, { recursive: true })
  const publish = ['-p', `127.0.0.1:${port}:6379`]
  const container = ['run', '--rm', '--init', ...publish, '-v', `${folder}:/data`]
  const server = ['docker-entrypoint.sh', 'redis-server', '-', ...durable, '--save', `''`]
  const script = `printf 'requirepass "%s"\\n' "$REDIS_PASSWORD" | exec ${server.join(' ')}`
  const args = login
    ? [...container, '-e', 'REDIS_PASSWORD', image, 'sh', '-c', script]
    : [...container, image, 'redis-server', ...durable, '--save', '']
  const env: Record<string, string> = login ? { REDIS_PASSWORD: login.password } : {}
  return { kind: 'own', command: 'docker', args, env, url: urlOf(options), from: 'Docker' }
}
