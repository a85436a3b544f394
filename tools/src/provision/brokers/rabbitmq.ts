import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { partPassword } from '../../runner/plan/secrets.ts'
import { missingPort, type Part, type PartInput, partVariables } from '../part.ts'
import { requireProgram } from '../programs.ts'

const user = 'comptoir'

/** RabbitMQ as the broker: the one that RABBITMQ_URL names (`amqp://user:password@host/vhost`), or one of our own. */
export async function provideRabbitmq(input: PartInput): Promise<Part> {
  const given = input.env.RABBITMQ_URL
  if (given) return { ...partAt(given), from: 'RABBITMQ_URL', processes: [] }
  const { client } = input.ports.broker
  const password = partPassword(input.secrets, 'rabbitmq')
  const server = await findServer(input)
  const folder = join(input.layout.data, 'rabbitmq')
  const spec = {
    name: 'rabbitmq',
    group: 'part' as const,
    command: '/bin/sh',
    args: ['-c', untilItEnds, server.path],
    env: { ...environment(folder, input), ...writeSettings(folder, client, password) },
    cwd: input.layout.root,
    port: client,
    missing: () => missingPort(client),
  }
  const url = `amqp://${user}:${password}@127.0.0.1:${client}`
  return { ...partAt(url), from: server.from, processes: [spec] }
}

/** Passes the end on to the server, and then ends Erlang's name daemon, which would outlive it. */
const untilItEnds =
  'trap \'kill -TERM "$server"\' TERM; "$0" & server=$!; ' +
  'while kill -0 "$server" 2>&-; do wait "$server"; done; epmd -kill >&- 2>&-'

const partAt = (url: string) => ({
  name: 'rabbitmq',
  sidecarEnvironment: () => ({ [partVariables.broker]: url }),
})

function findServer({ env, isRoot, progress }: PartInput) {
  const search = {
    program: 'rabbitmq-server',
    packageName: 'rabbitmq-server',
    // Debian's one on PATH changes to a user of its own, who may not read our folder
    ...{ folders: ['/usr/lib/rabbitmq/bin', '/opt/homebrew/sbin'], foldersFirst: true },
    ...{ env, isRoot, progress },
  }
  return requireProgram(
    search,
    'RabbitMQ is missing. Install it (`sudo apt-get install rabbitmq-server`, `brew install rabbitmq`), ' +
      'or set RABBITMQ_URL=amqp://user:password@host:5672',
  )
}

function environment(folder: string, { ports }: PartInput) {
  const { client, own, names } = ports.broker
  return {
    RABBITMQ_NODENAME: `comptoir${client}@localhost`,
    RABBITMQ_BASE: folder,
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_PID_FILE: join(folder, 'server.pid'),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_DIST_PORT: String(own),
    HOME: join(folder, 'home'),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(names),
    LANG: 'C.UTF-8',
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS:
      '+S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none -kernel inet_dist_use_interface {127,0,0,1}',
  }
}

/** Its settings and definitions, readable by their owner only: what they hold is loaded at each start. */
function writeSettings(folder: string, port: number, password: string) {
  for (const name of ['data', 'log', 'home']) mkdirSync(join(folder, name), { recursive: true })
  const file = (name: string) => join(folder, name)
  const write = (name: string, text: string) => {
    mkdirSync(dirname(file(name)), { recursive: true })
    writeFileSync(file(name), text, { mode: 0o600 })
    return file(name)
  }
  const definitionsFile = write('definitions.json', JSON.stringify(definitions(password)))
  const settings = [
    `listeners.tcp.default = 127.0.0.1:${port}`,
    `load_definitions = ${definitionsFile}`,
    ...['log.file = false', 'log.console = true', 'log.console.level = warning'],
    ...['vm_memory_high_watermark.absolute = 512MB', 'disk_free_limit.absolute = 50MB'],
  ]
  return {
    RABBITMQ_CONFIG_FILE: write('rabbitmq.conf', `${settings.join('\n')}\n`),
    RABBITMQ_ENABLED_PLUGINS_FILE: write('enabled_plugins', '[].\n'),
  }
}

/** One user, and an end for the queues that each start of a sidecar makes for broadcasts: nobody else deletes them. */
function definitions(password: string) {
  const everything = { configure: '.*', write: '.*', read: '.*' }
  return {
    users: [
      {
        name: user,
        password_hash: hashOf(password),
        hashing_algorithm: 'rabbit_password_hashing_sha256',
        tags: 'administrator',
      },
    ],
    vhosts: [{ name: '/' }],
    permissions: [{ user, vhost: '/', ...everything }],
    policies: [broadcastPolicy],
  }
}

/** Queues named by the uuid of one start of a sidecar, a minute after it left them. */
const broadcastPolicy = {
  vhost: '/',
  name: 'broadcast-queues',
  pattern: '^[0-9a-f]{8}-',
  'apply-to': 'queues',
  definition: { expires: 60_000 },
}

/** https://www.rabbitmq.com/docs/passwords#this-is-the-algorithm */
function hashOf(password: string): string {
  const salt = randomBytes(4)
  const hash = createHash('sha256').update(salt).update(password).digest()
  return Buffer.concat([salt, hash]).toString('base64')
}
