import type { AppId } from '@comptoir/contracts/topology'
import { type Clients, createClient, createClients } from '@comptoir/dapr/sidecar/invoke'
import {
  type SidecarAnswer,
  SidecarError,
  type SidecarRequest,
} from '@comptoir/dapr/sidecar/sidecar'
import type { ServiceApp } from '@comptoir/service/app'
import { Crashed } from '../time/scheduler.ts'
import { fateOf, type World } from './world.ts'

export const appToken = 'token-of-the-sidecars'

/** The apps of the services, which call each other and are called from outside. */
export type Network = {
  readonly apps: Map<AppId, Pick<ServiceApp, 'request'>>
  /** Those that handle events. */
  readonly listeners: Set<AppId>
  /** The clients that a service has of the others. */
  clientsOf(caller: AppId): Clients
  /** A request to a service as its sidecar hands it over; nothing came back when it throws. */
  hand(callee: AppId, path: string, init: RequestInit): Promise<Response>
}

const refused = { status: 500, headers: {}, body: Buffer.from('connect: connection refused') }

export function createNetwork(world: World): Network {
  const { scheduler, down } = world
  const apps: Network['apps'] = new Map()

  async function hand(callee: AppId, path: string, init: RequestInit): Promise<Response> {
    const app = apps.get(callee)
    if (!app) throw new Error(`no ${callee} on this platform`)
    return await scheduler.run(callee, async () => await app.request(path, init))
  }

  /** What a sidecar answers that passes a call on. */
  async function invoke(caller: AppId, { method, path, headers, body }: SidecarRequest) {
    const [, callee = '', rest = ''] = /^\/v1\.0\/invoke\/([^/]+)\/method(.*)$/.exec(path) ?? []
    await scheduler.turn()
    const fate = fateOf(world)
    if (fate === 'lost' || down.has(callee as AppId)) return refused
    const own = { ...headers, 'dapr-api-token': appToken, 'dapr-caller-app-id': caller }
    const asked = { method, headers: own, ...(body !== undefined && { body: String(body) }) }
    const response = await hand(callee as AppId, decodedOnce(rest), asked).catch(noAnswer)
    const answer = await toAnswer(response)
    await scheduler.turn()
    if (fate === 'unanswered') throw new SidecarError('no answer')
    return answer
  }

  return {
    apps,
    listeners: new Set(),
    hand,
    clientsOf: (caller) =>
      createClients((callee) =>
        createClient({ request: (request) => invoke(caller, request) }, callee),
      ),
  }
}

function noAnswer(error: unknown): never {
  if (error instanceof Crashed) throw new SidecarError('the service crashed')
  throw error
}

async function toAnswer(response: Response): Promise<SidecarAnswer> {
  const { status } = response
  return {
    status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  }
}

/** A sidecar decodes paths once. */
function decodedOnce(path: string): string {
  const [before = '', query] = path.split('?')
  return query === undefined ? decodeURIComponent(before) : `${decodeURIComponent(before)}?${query}`
}
