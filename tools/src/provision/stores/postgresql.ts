import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { AppId } from '@comptoir/contracts/topology'
import { partPassword } from '../../runner/plan/secrets.ts'
import { UserError } from '../../runner/screen/user-error.ts'
import { run } from '../commands.ts'
import { type Part, type PartInput, partVariables } from '../part.ts'
import { findProgram } from '../programs.ts'
import { databaseOf, userOf } from './database-users.ts'
import { missingOfPostgresql, preparePostgresql, userUrl } from './postgresql-users.ts'

const image = 'postgres:17-alpine'
const administrator = 'comptoir_admin'
/** Connections of one sidecar; nine of them keep below the 100 that a server allows unless it is told otherwise. */
const poolSize = 10

/**
 * PostgreSQL as the store: the server that POSTGRESQL_URL names (an administrator's address; its database is made), or
 * one of our own under the data of this checkout.
 */
export async function providePostgresql(input: PartInput): Promise<Part> {
  const given = input.env.POSTGRESQL_URL
  if (given) return { ...partAt(given, input), from: 'POSTGRESQL_URL', processes: [] }
  const password = partPassword(input.secrets, administrator)
  const url = `postgresql://${administrator}:${password}@127.0.0.1:${input.ports.postgresql}/comptoir`
  const server = await ownServer(input, password)
  const spec = {
    name: 'postgresql',
    group: 'part' as const,
    ...server.program,
    cwd: input.layout.root,
    port: input.ports.postgresql,
    missing: () => missingOfPostgresql(url),
    // fast: without waiting for who is connected
    endSignal: 'SIGINT' as const,
  }
  return { ...partAt(url, input), from: server.from, processes: [spec] }
}

function partAt(url: string, { secrets, services }: PartInput) {
  return {
    name: 'postgresql',
    prepare: () => preparePostgresql(url, secrets, services),
    sidecarEnvironment: (appId: AppId) => {
      const address = new URL(userUrl(url, userOf(appId, databaseOf(url), secrets)))
      if (address.pathname.length < 2) address.pathname = `/${databaseOf(url)}`
      address.searchParams.set('pool_max_conns', String(poolSize))
      return { [partVariables.store]: address.toString() }
    },
  }
}

async function ownServer(input: PartInput, password: string) {
  const { env, isRoot, progress } = input
  const folders = ['/usr/lib/postgresql/*/bin', '/opt/homebrew/opt/postgresql*/bin']
  const search = { program: 'postgres', packageName: 'postgresql', folders, env, isRoot, progress }
  const found = await findProgram(search)
  if (!found) {
    throw new UserError(
      'PostgreSQL is missing. Install it (`sudo apt-get install postgresql`, `brew install postgresql`), ' +
        'start Docker, or set POSTGRESQL_URL=postgresql://admin:password@host/database',
    )
  }
  const folder = join(input.layout.data, 'postgresql')
  const program =
    found.kind === 'docker'
      ? inDocker(folder, input.ports.postgresql, password)
      : await onThisMachine(found.path, folder, input, password)
  return { program, from: found.from }
}

/** What is on disk before an answer, and how many may connect. */
const durable = ['-c', 'synchronous_commit=on', '-c', 'fsync=on', '-c', 'max_connections=200']

async function onThisMachine(postgres: string, folder: string, input: PartInput, password: string) {
  const user = input.isRoot ? serverUser() : undefined
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (user) chownSync(folder, user.uid, user.gid)
  chmodSync(folder, 0o700)
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    await layOut(join(dirname(realpathSync(postgres)), 'initdb'), folder, password, user)
  }
  const place = ['-D', folder, '-p', String(input.ports.postgresql), '-h', '127.0.0.1', '-k', '']
  return asUser(user, postgres, [...place, ...durable, '-c', 'shared_buffers=64MB'])
}

async function layOut(initdb: string, folder: string, password: string, user: User | undefined) {
  const file = join(dirname(folder), 'postgresql-password')
  writeFileSync(file, password, { mode: 0o600 })
  if (user) chownSync(file, user.uid, user.gid)
  const auth = ['-U', administrator, `--pwfile=${file}`, '-A', 'scram-sha-256']
  const args = ['-D', folder, ...auth, '-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions']
  const { command, args: all, env } = asUser(user, initdb, args)
  const { code, output } = await run(command, all, { env })
  rmSync(file)
  if (code !== 0) throw new UserError(`PostgreSQL could not lay out ${folder}: ${output}`)
}

type User = { readonly uid: number; readonly gid: number }

/** PostgreSQL refuses root: it runs as the user of Debian's package, or as nobody. */
function serverUser(): User {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const line = ['postgres', 'nobody'].map((name) => lines.find((one) => one.startsWith(`${name}:`)))
  const [, , uid, gid] = (line.find(Boolean) ?? '').split(':').map(Number)
  if (!uid || !gid) throw new UserError('PostgreSQL refuses root, and there is no user postgres')
  return { uid, gid }
}

/** As another user, who may pass through folders that are ours alone: the data lie below them. */
function asUser(user: User | undefined, program: string, args: readonly string[]) {
  const env = { LC_ALL: 'C.UTF-8' }
  if (!user) return { command: program, args, env }
  const pass = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search']
  const ids = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups']
  return { command: 'setpriv', args: [...ids, ...pass, program, ...args], env }
}

function inDocker(folder: string, port: number, password: string) {
  mkdirSync(folder, { recursive: true })
  const publish = ['-p', `127.0.0.1:${port}:5432`, '-v', `${folder}:/var/lib/postgresql/data`]
  const names = ['-e', 'POSTGRES_USER', '-e', 'POSTGRES_PASSWORD', '-e', 'POSTGRES_DB']
  const args = ['run', '--rm', '--init', ...publish, ...names, image, 'postgres', ...durable]
  const env = {
    POSTGRES_USER: administrator,
    POSTGRES_PASSWORD: password,
    POSTGRES_DB: 'comptoir',
  }
  return { command: 'docker', args, env }
}
