import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AppId } from '@comptoir/contracts/topology'
import { UserError } from '../../runner/screen/user-error.ts'
import { run, which } from '../commands.ts'
import { findGoProgram } from '../go-program.ts'
import { missingPort, type Part, type PartInput, partVariables } from '../part.ts'
import { makeStreams } from './jetstream-streams.ts'
import { administrator, jetstreamUsers, userOf } from './jetstream-users.ts'

const server = {
  name: 'nats-server',
  module: 'github.com/nats-io/nats-server/v2',
  version: 'v2.15.2',
}
/** The first one that can write to the disk before it answers. */
const oldest = [2, 10] as const

/**
 * NATS with JetStream as the broker: the servers that NATS_URL names (`nats://user:password@host:4222`, with commas
 * between several), or one of our own, where each service has a user who may publish and hear what is the service's.
 */
export async function provideJetstream(input: PartInput): Promise<Part> {
  const given = input.env.NATS_URL
  if (given) return { ...partAt(given, () => given), from: 'NATS_URL', processes: [] }
  const { client } = input.ports.broker
  const { path, from } = await findServer(input)
  const addressOf = ({ name, password }: { name: string; password: string }) =>
    `nats://${name}:${password}@127.0.0.1:${client}`
  const spec = {
    name: 'jetstream',
    group: 'part' as const,
    command: path,
    args: ['--config', writeSettings(input)],
    env: {},
    cwd: input.layout.root,
    port: client,
    missing: () => missingPort(client),
  }
  const sidecarAddress = (appId: AppId) => addressOf(userOf(appId, input.secrets))
  return {
    ...partAt(addressOf(administrator(input.secrets)), sidecarAddress),
    from,
    processes: [spec],
  }
}

const partAt = (url: string, addressOf: (appId: AppId) => string) => ({
  name: 'jetstream',
  prepare: async () => void (await makeStreams(url)),
  sidecarEnvironment: (appId: AppId) => ({ [partVariables.broker]: addressOf(appId) }),
})

async function findServer({ env, progress, stop }: PartInput) {
  const installed = which(server.name, env.PATH)
  if (installed && (await isRecentEnough(installed, progress)))
    return { path: installed, from: 'PATH' }
  const built = await findGoProgram(server, { env, progress, stop })
  if (built) return { path: built, from: `NATS ${server.version}` }
  throw new UserError(
    `NATS ${oldest.join('.')} or newer is missing. Install it (\`brew install nats-server\`), or Go, which builds it ` +
      '(https://go.dev/dl), or set NATS_URL=nats://user:password@host:4222',
  )
}

async function isRecentEnough(path: string, progress: PartInput['progress']): Promise<boolean> {
  const { output } = await run(path, ['--version'])
  const [, major = 0, minor = 0] = /v(\d+)\.(\d+)/.exec(output)?.map(Number) ?? []
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return true
  progress(`${output} is older than ${oldest.join('.')}: not used`)
  return false
}

/** Its settings in JSON, which its own syntax includes; readable by their owner only. */
function writeSettings({ layout, ports, secrets }: PartInput): string {
  const folder = join(layout.data, 'jetstream')
  mkdirSync(folder, { recursive: true })
  const file = join(layout.data, 'jetstream.conf')
  const settings = {
    listen: `127.0.0.1:${ports.broker.client}`,
    // else what was answered in the last two minutes is lost with the power
    jetstream: { store_dir: folder, sync_interval: 'always' },
    authorization: { users: jetstreamUsers(secrets) },
  }
  writeFileSync(file, JSON.stringify(settings, undefined, 1), { mode: 0o600 })
  return file
}
