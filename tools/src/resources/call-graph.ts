import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { producersOf } from '@comptoir/contracts/subscriptions'
import { type AppId, appIds, publicPrefixes } from '@comptoir/contracts/topology'
import { checkout } from '../runner/plan/layout.ts'
import { appHealth } from './app-health.ts'

/** An operation of a service that a sidecar lets a caller invoke. */
export type CalledOperation = {
  /** As Dapr's access control wants it: up to the first parameter, then `/**`. */
  readonly name: string
  readonly httpVerb: readonly string[]
  readonly action: 'allow'
}
type Invoked = { readonly path: string; readonly method: string }
type InvokedRoute = Invoked & { readonly callers: AppId[] }

const contracts = join(checkout, 'packages', 'contracts', 'src')

async function routesIn(folder: string): Promise<InvokedRoute[]> {
  const files = globSync(`${folder}/*.ts`, { cwd: contracts }).filter(
    (file) => !file.includes('test'),
  )
  const modules: object[] = await Promise.all(
    files.map((file) => import(pathToFileURL(join(contracts, file)).href)),
  )
  return modules.flatMap((exported) => Object.values(exported).flatMap(invokedRoute))
}

function invokedRoute(value: unknown): InvokedRoute[] {
  if (typeof value !== 'object' || value === null || !('x-callers' in value)) return []
  const { path, method, 'x-callers': callers } = value as InvokedRoute & { 'x-callers': AppId[] }
  return [{ path, method: method.toUpperCase(), callers }]
}

const platformRoutes = await routesIn('platform')
const ownRoutes = new Map<AppId, InvokedRoute[]>()
for (const appId of appIds) ownRoutes.set(appId, await routesIn(appId))

/** Who invokes a service asks for its health too, when it answers no call. */
const health = { path: appHealth.path, method: 'GET' }

/** Only who subscribes to its events follows the log of a service, whoever the contract would let in. */
const mayFollow = (caller: AppId, callee: AppId) => producersOf(caller).includes(callee)

/** The internal operations of a service with the services that may invoke them. */
export function internalRoutes(callee: AppId): InvokedRoute[] {
  const routes = [...(ownRoutes.get(callee) ?? []), ...platformRoutes]
  return routes.map((route) =>
    route.path === '/internal/log'
      ? { ...route, callers: route.callers.filter((caller) => mayFollow(caller, callee)) }
      : route,
  )
}

/** Who invokes which operations of a service through the sidecars, the gateway's public ones aside. */
export function invocationsOf(callee: AppId): Partial<Record<AppId, CalledOperation[]>> {
  const routes = internalRoutes(callee)
  const others = appIds.filter((appId) => appId !== callee)
  const entries = others.flatMap((caller) => {
    const called = routes.filter(({ callers }) => callers.includes(caller))
    return called.length > 0 ? [[caller, operationsOf([...called, health])] as const] : []
  })
  return Object.fromEntries(entries)
}

/**
 * Operations by path. Of several entries whose path begins alike, daprd 1.18 takes the shortest
 * (`pkg/config/acl_trie.go`): it has the verbs of all.
 */
function operationsOf(routes: readonly Invoked[]): CalledOperation[] {
  const verbs = new Map<string, Set<string>>()
  for (const { path, method } of routes.toSorted(byPath)) {
    const shorter = [...verbs.keys()].find((name) => path.startsWith(`${name}/`))
    const name = shorter ?? path.replace(/\{.*/, '**')
    verbs.set(name, (verbs.get(name) ?? new Set()).add(method))
  }
  return [...verbs].map(([name, methods]) => ({ name, httpVerb: [...methods], action: 'allow' }))
}

/** Short paths first; then by letters, so that the order does not hang on how modules are loaded. */
const byPath = (a: Invoked, b: Invoked) =>
  a.path.length - b.path.length || `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`)

/** The services that a service invokes. The gateway invokes all that it routes to. */
export function calledBy(caller: AppId): AppId[] {
  const routed = caller === 'gateway' ? Object.values(publicPrefixes) : []
  return appIds.filter(
    (callee) => callee !== caller && (routed.includes(callee) || invocationsOf(callee)[caller]),
  )
}
