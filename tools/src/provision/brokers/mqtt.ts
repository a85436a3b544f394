import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { liveServices, liveTopic } from '@comptoir/contracts/subscriptions'
import type { AppId } from '@comptoir/contracts/topology'
import type { Environment } from '../../runner/plan/environment.ts'
import { partPassword } from '../../runner/plan/secrets.ts'
import { UserError } from '../../runner/screen/user-error.ts'
import { run } from '../commands.ts'
import { missingPort, type Part, type PartInput, partVariables } from '../part.ts'
import { requireProgram } from '../programs.ts'

/**
 * An MQTT broker for live channels: the one that MQTT_URL names (`mqtt://user:password@host:1883`), or a Mosquitto of our
 * own, where each service has a user who may use its own topic only.
 */
export async function provideMqtt(input: PartInput): Promise<Part> {
  const given = input.env.MQTT_URL
  if (given) return { ...partAt(() => given), from: 'MQTT_URL', processes: [] }
  const { live } = input.ports
  const server = await find('mosquitto', input)
  const spec = {
    name: 'mqtt',
    group: 'part' as const,
    command: server.path,
    args: ['-c', await writeSettings(input)],
    env: {},
    cwd: input.layout.root,
    port: live,
    missing: () => missingPort(live),
  }
  const addressOf = (appId: AppId) =>
    `mqtt://${userOf(appId)}:${passwordOf(appId, input)}@127.0.0.1:${live}`
  return { ...partAt(addressOf), from: server.from, processes: [spec] }
}

const userOf = (appId: AppId) => `comptoir_${appId}`

const passwordOf = (appId: AppId, { secrets }: Pick<PartInput, 'secrets'>) =>
  partPassword(secrets, `mqtt ${appId}`)

const partAt = (addressOf: (appId: AppId) => string) => ({
  name: 'mqtt',
  sidecarEnvironment: (appId: AppId): Environment =>
    liveServices.includes(appId) ? { [partVariables.live]: addressOf(appId) } : {},
})

/** A program of Mosquitto's package. */
function find(program: string, { env, isRoot, progress }: PartInput) {
  const folders = ['/usr/sbin', '/opt/homebrew/sbin']
  return requireProgram(
    { program, packageName: 'mosquitto', folders, env, isRoot, progress },
    'Mosquitto is missing. Install it (`sudo apt-get install mosquitto`, `brew install mosquitto`), ' +
      'or set MQTT_URL=mqtt://user:password@host:1883',
  )
}

/** Its settings, users and their rights, readable by their owner only. */
async function writeSettings(input: PartInput): Promise<string> {
  const folder = join(input.layout.data, 'mqtt')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const write = (name: string, lines: readonly string[]) => {
    const file = join(folder, name)
    writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 })
    return file
  }
  const users = liveServices.map((appId) => `${userOf(appId)}:${passwordOf(appId, input)}`)
  const passwords = write('passwords', users)
  await hashPasswords(passwords, input)
  const rights = liveServices.flatMap((appId) => [
    `user ${userOf(appId)}`,
    `topic readwrite ${liveTopic(appId)}`,
  ])
  return write('mosquitto.conf', [
    `listener ${input.ports.live} 127.0.0.1`,
    'allow_anonymous false',
    `password_file ${passwords}`,
    `acl_file ${write('rights', rights)}`,
    ...['persistence false', 'log_dest stderr', 'log_type warning', 'log_type error'],
    // else it changes to a user who may not read our folder
    ...(input.isRoot ? ['user root'] : []),
  ])
}

async function hashPasswords(file: string, input: PartInput): Promise<void> {
  const program = await find('mosquitto_passwd', input)
  const { code, output } = await run(program.path, ['-U', file])
  if (code !== 0) throw new UserError(`mosquitto_passwd: ${output}`)
}
