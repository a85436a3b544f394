import { spawn, spawnSync } from 'node:child_process'
import { checkout } from '../runner/plan/layout.ts'

/** How tests in other processes run docker compose: its command line, as JSON; the rest is compose's own environment. */
export const commandVariable = 'COMPTOIR_COMPOSE'

function commandLine(args: readonly string[]): [string, string[]] {
  const command: string[] = JSON.parse(process.env[commandVariable] ?? '["docker", "compose"]')
  const [program = '', ...first] = command
  return [program, [...first, ...args]]
}

/** Runs docker compose to its end; answers its standard output. Throws with what it said when it fails. */
export function compose(args: readonly string[], show = false): Promise<string> {
  const [program, all] = commandLine(args)
  const child = spawn(program, all, { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', all: '' }
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk
  })
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said.all = (said.all + chunk).slice(-20_000)
      if (show) process.stdout.write(chunk)
    })
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(said.out)
      else
        reject(
          new Error(`compose ${args.join(' ')} ended with ${code}:\n${said.all.slice(-4_000)}`),
        )
    })
  })
}

/** The same at once, in the middle of something. */
export function composeNow(args: readonly string[]): string {
  const [program, all] = commandLine(args)
  const { status, stdout, stderr } = spawnSync(program, all, { cwd: checkout, encoding: 'utf8' })
  if (status !== 0) throw new Error(`compose ${args.join(' ')} ended with ${status}:\n${stderr}`)
  return stdout
}

export type Container = {
  readonly ID: string
  readonly Service: string
  readonly State: string
  readonly Health: string
  readonly ExitCode: number
}

/** Every container of the project, those that ended too. */
export async function containers(): Promise<Container[]> {
  const lines = (await compose(['ps', '--all', '--format', 'json'])).trim().split('\n')
  return lines.filter(Boolean).map((line) => JSON.parse(line) as Container)
}

/** The containers that are not as they should be: not running, or not healthy. One-shots must have ended well. */
export async function unready(): Promise<string[]> {
  const bad = (await containers()).filter((one) => !isWell(one))
  return bad.map(({ Service, State, Health }) => `${Service} ${State} ${Health}`.trim())
}

const isWell = ({ Service, State, Health, ExitCode }: Container) =>
  ['prepare', 'demo-shop'].includes(Service)
    ? State === 'exited' && ExitCode === 0
    : State === 'running' && (Health === '' || Health === 'healthy')
