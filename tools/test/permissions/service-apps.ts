import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Role } from '@comptoir/contracts/accounts/schemas'
import { guestIdOf } from '@comptoir/contracts/ids'
import { lookUp } from '@comptoir/contracts/look-up'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import { createServiceApp, type ServiceDeps } from '@comptoir/service/app'
import type { User } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import { silentLog } from '@comptoir/service/test/silent-log'
import { info as gateway } from '../../../services/gateway/src/app.ts'
import {
  addOperationRoutes,
  type OperationDeps,
} from '../../../services/gateway/src/routes/operations.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** Whoever sends a request: nobody, the guest of an order, or a user with one role. */
export const callers = [
  'nobody',
  'guest',
  'customer',
  'vendor',
  'support',
  'staff',
  'admin',
] as const
export type Caller = (typeof callers)[number]

export type RoutedOperation = {
  readonly appId: AppId
  readonly method: string
  readonly path: string
  readonly operationId?: string
  readonly security?: readonly Record<string, readonly string[]>[]
  readonly 'x-roles'?: readonly Role[]
  readonly 'x-permission'?: string
  readonly 'x-guests'?: boolean
}

type App = { request(path: string, init?: RequestInit): Response | Promise<Response> }
type Document = { readonly paths: Record<string, Record<string, Omit<RoutedOperation, 'appId'>>> }

async function verify(token: string): Promise<User> {
  if (token === 'guest') return { id: guestIdOf('ord_1'), guestOf: 'ord_1', roles: [], token }
  const role = callers.find((caller) => caller === token)
  if (!role || role === 'nobody' || role === 'guest') throw refuse('invalid_token')
  return { id: `usr_${role}`, roles: [role], token }
}

/** Stands for any dependency while the app is made; whoever calls one after that has got past every check of access. */
function createInertDeps() {
  let isMade = false
  const inert = (): unknown =>
    new Proxy(() => undefined, {
      get: (_, key) => (key === 'then' || typeof key === 'symbol' ? undefined : inert()),
      apply: () => {
        if (isMade) throw new Error('past the checks of access')
        return inert()
      },
    })
  const known: Record<string, unknown> = {
    ...{ appToken: 'none', corsOrigins: [], bodyLimitBytes: undefined, fileLimitBytes: undefined },
    ...{ document: undefined, operations: [], trustedProxyHops: 0, memory: undefined },
    visitorOf: () => undefined,
    ...{ verify, log: silentLog() },
  }
  const deps = new Proxy(known, {
    get: (target, key) =>
      typeof key === 'symbol' || Object.hasOwn(target, key) ? lookUp(target, String(key)) : inert(),
  })
  return { deps, made: () => (isMade = true) }
}

type CreateApp = (deps: unknown) => App

/** The gateway's own operations without its forwarding, whose entrance stands before everything. */
const ownOfGateway: CreateApp = (deps) => {
  const known = deps as OperationDeps & ServiceDeps
  const app = createServiceApp({ ...gateway, ...known, ...commonOf(known) })
  addOperationRoutes(app, known)
  return app
}

const commonOf = ({ verify, log, appToken }: ServiceDeps) => ({ verify, log, appToken })

async function openService(appId: AppId) {
  const file = join(root, 'services', appId, 'src', 'app.ts')
  if (!existsSync(file)) return undefined
  const own = (await import(pathToFileURL(file).href)) as { createApp: CreateApp }
  const createApp = appId === 'gateway' ? ownOfGateway : own.createApp
  const { deps, made } = createInertDeps()
  const app = createApp(deps)
  const { paths } = (await (await app.request('/openapi.json')).json()) as Document
  made()
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...{ ...operation, appId, method: method.toUpperCase(), path },
    })),
  )
  return { appId, app, operations }
}

/** The apps of all services over nothing, with the operations that they declare. The gateway has its own only. */
export async function openServices() {
  const opened = await Promise.all(appIds.map(openService))
  return opened.flatMap((service) => service ?? [])
}

/** Sends an operation as somebody; what is sent would be refused next. */
export async function send(app: App, { method, path }: RoutedOperation, caller: Caller) {
  const url = path.replaceAll(/\{\w+\}/g, 'x')
  const headers = {
    ...(caller !== 'nobody' && { authorization: `Bearer ${caller}` }),
    ...(method !== 'GET' && { 'content-type': 'application/json' }),
  }
  const body = method === 'GET' ? {} : { body: '[42]' }
  const answer = await app.request(url, { method, headers, ...body })
  // a stream has no end that could be waited for: whoever gets one is past the checks, and ends it over nothing
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    await answer.body?.cancel().catch(() => undefined)
    return { status: answer.status, code: undefined }
  }
  const { code } = (await answer.json().catch(() => ({}))) as { code?: string }
  return { status: answer.status, code }
}
