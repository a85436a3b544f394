import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { end } from '../sandbox/sandbox.ts'

type User = { readonly name: string; readonly password: string }

/** A server of MariaDB for tests, spoken to as an administrator does: by its own client. */
export type Mariadb = {
  /** What a script answers, a line for each row. Throws what the client says when it fails. */
  run(script: string, user?: User): string
  stop(): Promise<void>
}

const programs = ['mariadb', 'mariadbd', 'mariadb-install-db']

/** Why there is no MariaDB to test on, if there is none. */
export function missingMariadb(): string | undefined {
  const missing = programs.filter((name) => spawnSync(name, ['--version']).error !== undefined)
  return missing.length > 0 ? `${missing.join(', ')} not on PATH` : undefined
}

/** Starts a server with its data in a folder of its own; it listens on a socket there, on no port. */
export async function startMariadb(): Promise<Mariadb> {
  const folder = mkdtempSync(join(tmpdir(), 'comptoir-mariadb-'))
  const socket = join(folder, 'socket')
  const who = process.getuid?.() === 0 ? ['--user=root'] : []
  const place = ['--no-defaults', ...who, `--datadir=${join(folder, 'data')}`]
  const auth = ['--auth-root-authentication-method=normal', '--skip-test-db']
  const made = spawnSync('mariadb-install-db', [...place, ...auth], { encoding: 'utf8' })
  if (made.status !== 0) throw new Error(made.stdout + made.stderr)
  const options = ['--skip-networking', `--socket=${socket}`, `--pid-file=${join(folder, 'pid')}`]
  const server = spawn('mariadbd', [...place, ...options], { stdio: 'ignore' })
  const run = (script: string, user?: User) => runScript(socket, script, user)
  await answers(server, () => run('SELECT 1'))
  return { run, stop: () => end(server) }
}

function runScript(socket: string, script: string, user: User = { name: 'root', password: '' }) {
  const login = [`--socket=${socket}`, `--user=${user.name}`, `--password=${user.password}`]
  // raw: JSON has backslashes of its own
  const shape = ['--batch', '--raw', '--skip-column-names', '--default-character-set=utf8mb4']
  const { status, stdout, stderr } = spawnSync('mariadb', ['--no-defaults', ...login, ...shape], {
    input: script,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return stdout
}

async function answers(server: ChildProcess, ask: () => void): Promise<void> {
  for (const deadline = Date.now() + 60_000; ; await sleep(100)) {
    try {
      return ask()
    } catch (error) {
      if (Date.now() > deadline || server.exitCode !== null) throw error
    }
  }
}
