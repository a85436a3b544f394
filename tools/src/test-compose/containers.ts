import { run } from '../provision/commands.ts'
import type { Engine } from './engine.ts'

type Inspected = {
  readonly Name: string
  readonly Config: { readonly User: string; readonly Labels: Readonly<Record<string, string>> }
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean
    readonly Privileged: boolean
    readonly CapDrop: readonly string[] | null
    readonly CapAdd: readonly string[] | null
    readonly SecurityOpt: readonly string[] | null
    readonly PortBindings: Readonly<Record<string, readonly { HostIp: string; HostPort: string }[]>>
  }
}

/** The only container that runs as root, before the others: it gives them their volumes. */
const rootAllowed = 'prepare'
const ofProject = ['--filter', 'label=com.docker.compose.project=comptoir-test', '--quiet']

async function docker({ env }: Engine, ...args: string[]): Promise<string> {
  const { code, output } = await run('docker', args, { env: { ...env } })
  if (code !== 0) throw new Error(`docker ${args.join(' ')}: ${output}`)
  return output
}

async function inspect(engine: Engine, id: string): Promise<Inspected> {
  return JSON.parse(await docker(engine, 'inspect', '--format', '{{json .}}', id)) as Inspected
}

/** What containers may do that they should not, and which ports of this machine are open, as sentences. */
export async function confinementFaults(
  engine: Engine,
  published: readonly number[],
): Promise<string[]> {
  const ids = (await docker(engine, 'ps', '--all', ...ofProject)).split('\n').filter(Boolean)
  const all = await Promise.all(ids.map((id) => inspect(engine, id)))
  const bindings = all.flatMap(({ HostConfig }) => Object.values(HostConfig.PortBindings).flat())
  const open = bindings.map(({ HostIp, HostPort }) => `${HostIp}:${HostPort}`).toSorted()
  const wanted = published.map((port) => `127.0.0.1:${port}`).toSorted()
  const ports = open.join() === wanted.join() ? [] : [`published: ${open.join(', ')}`]
  const few = all.length < 30 ? [`only ${all.length} containers were seen`] : []
  return [...all.flatMap(faultsOf), ...ports, ...few]
}

function faultsOf({ Name, Config, HostConfig }: Inspected): string[] {
  const service = Config.Labels['com.docker.compose.service']
  const [user] = Config.User.split(':')
  const isRoot = user === '' || user === '0' || user === 'root'
  const checks: [string, boolean][] = [
    ['may write to its root file system', !HostConfig.ReadonlyRootfs],
    ['runs as root', isRoot && service !== rootAllowed],
    ['has capabilities', !HostConfig.CapDrop?.includes('ALL')],
    ['adds capabilities', Boolean(HostConfig.CapAdd?.length) && service !== rootAllowed],
    ['may gain privileges', !HostConfig.SecurityOpt?.includes('no-new-privileges:true')],
    ['is privileged', HostConfig.Privileged],
  ]
  return checks.filter(([, isFault]) => isFault).map(([fault]) => `${Name} ${fault}`)
}

/** Containers, volumes and networks of the project that are still there. */
export async function leftBehind(engine: Engine): Promise<string[]> {
  const found = await Promise.all([
    docker(engine, 'ps', '--all', ...ofProject),
    docker(engine, 'volume', 'ls', ...ofProject),
    docker(engine, 'network', 'ls', ...ofProject),
  ])
  return found.flatMap((text) => text.split('\n')).filter(Boolean)
}
