import { spawn } from 'node:child_process'
import { mkdirSync, openSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Progress, run, which } from '../provision/commands.ts'
import { cacheFolder } from '../provision/dapr.ts'
import { UserError } from '../runner/screen/user-error.ts'

/** A Docker engine: the user's, or one of our own. */
export type Engine = {
  /** What `docker` and `docker compose` must find in their environment to use it. */
  readonly env: Readonly<Record<string, string>>
  /** Started here, without anybody's images. */
  readonly isOwn: boolean
  stop(): Promise<void>
}

const readyWithinMs = 60_000
const stopWithinMs = 60_000

/** The Docker that answers here; else, as root on Debian, a dockerd with data and socket of its own. */
export async function startEngine(progress: Progress): Promise<Engine> {
  if (await answers({})) return { env: {}, isOwn: false, stop: async () => {} }
  if (process.platform !== 'linux' || process.getuid?.() !== 0) {
    throw new UserError('Docker does not run here: start it, or run this as root on Debian')
  }
  if (!which('dockerd')) await installDocker(progress)
  return await startOwn(progress)
}

const answers = async (env: Record<string, string>) =>
  (await run('docker', ['info'], { env, timeoutMs: 10_000 })).code === 0

async function installDocker(progress: Progress): Promise<void> {
  progress('apt-get install docker.io')
  const env = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const install = ['install', '-y', '--no-install-recommends', 'docker.io', 'iptables']
  if ((await run('apt-get', install, { env })).code === 0) return
  await run('apt-get', ['update'], { env })
  const { code, output } = await run('apt-get', install, { env })
  if (code !== 0) throw new UserError(`apt-get install docker.io: ${output.split('\n').at(-1)}`)
}

/** Changes no rule of the firewall and makes no bridge but those of the networks that it is asked for. */
async function startOwn(progress: Progress): Promise<Engine> {
  const home = join(cacheFolder(process.env, homedir()), 'docker')
  mkdirSync(home, { recursive: true })
  const socket = `unix://${join(home, 'sock')}`
  rmSync(join(home, 'pid'), { force: true })
  const log = openSync(join(home, 'log'), 'w')
  const places = ['--data-root', join(home, 'data'), '--exec-root', join(home, 'exec')]
  const network = ['--iptables=false', '--bridge=none']
  const args = [...places, '--pidfile', join(home, 'pid'), '--host', socket, ...network]
  const dockerd = spawn('dockerd', args, { stdio: ['ignore', log, log] })
  const isGone = () => dockerd.exitCode !== null || dockerd.signalCode !== null
  const env = { DOCKER_HOST: socket, DOCKER_BUILDKIT: '0' }
  progress('dockerd')
  const deadline = Date.now() + readyWithinMs
  while (!(await answers(env))) {
    if (isGone() || Date.now() > deadline) {
      dockerd.kill()
      throw new UserError(`dockerd does not start: see ${join(home, 'log')}`)
    }
    await sleep(500)
  }
  return { env, isOwn: true, stop: () => stopOwn(dockerd, isGone) }
}

async function stopOwn(dockerd: { kill(signal?: NodeJS.Signals): boolean }, isGone: () => boolean) {
  dockerd.kill('SIGTERM')
  const deadline = Date.now() + stopWithinMs
  while (!isGone()) {
    if (Date.now() > deadline) {
      dockerd.kill('SIGKILL')
      throw new Error('dockerd did not end in 60 s')
    }
    await sleep(200)
  }
}
