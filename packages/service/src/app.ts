import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { createAccessCheck, type ServiceEnv, type TokenVerifier } from './auth/auth.ts'
import { createRouteTable, isGuarded } from './auth/sidecar-guard.ts'
import { clientLeft, hasLeft } from './http/client.ts'
import { createAdmission, createHeaderEdge, type Entrance } from './http/response-headers.ts'
import { answerFromMemory, type ResponseMemory } from './http/response-memory.ts'
import { answerUndeclared, createMethodIndex, isAnswering } from './http/undeclared-route.ts'
import type { Logger } from './observability/log.ts'
import { addMetrics } from './observability/metrics-route.ts'
import { isDisconnect } from './observability/process-log.ts'
import { addDocs, addDocument } from './openapi/docs.ts'
import type { ServedDocument } from './openapi/openapi.ts'
import { answerProblem, fieldErrorsOf, refusalOf } from './problems/problem.ts'
import { refuse } from './problems/refusal.ts'

export type ServiceApp = OpenAPIHono<ServiceEnv>

export type ServiceAppOptions = {
  readonly appId: string
  readonly title: string
  readonly description: string
  readonly verify: TokenVerifier
  readonly log: Logger
  /** Shared with the sidecar: what it calls us with. */
  readonly appToken: string
  readonly corsOrigins?: readonly string[]
  readonly bodyLimitBytes?: number
  /** Says why the process cannot serve yet, or nothing. */
  readonly ready?: () => Promise<string | undefined>
  /** Replaces the document at `/openapi.json`: the gateway's covers every service. */
  readonly document?: () => Promise<ServedDocument>
  /** Answers the same for everyone, given from memory before any middleware runs. */
  readonly memory?: ResponseMemory
  /** Replaces the check that a route of the app declares the verb and the path: the gateway knows those of all services. */
  readonly entrance?: Entrance
}

/** What the app of every service is handed by its host. */
export type ServiceDeps = Pick<
  ServiceAppOptions,
  'verify' | 'log' | 'appToken' | 'corsOrigins' | 'ready'
>

const defaultBodyLimitBytes = 1024 * 1024

/**
 * The app that every service starts from: marker header, traces, tokens, problems, health, docs, and the guard of
 * sidecar-only paths. Nothing listens: tests call `app.request()`.
 * @example const app = createServiceApp({ appId: 'orders', … }); app.openapi(readOrder, handler)
 */
export function createServiceApp(options: ServiceAppOptions): ServiceApp {
  const app = new OpenAPIHono<ServiceEnv>({
    defaultHook: (result) => {
      if (result.success) return
      throw refuse('invalid_request', undefined, { errors: fieldErrorsOf(result.error.issues) })
    },
  })
  checkAccessFirst(app)
  const table = createRouteTable(app.openAPIRegistry)
  const edge = {
    appId: options.appId,
    appToken: options.appToken,
    verify: options.verify,
    table,
    corsOrigins: options.corsOrigins ?? [],
    bodyLimitBytes: options.bodyLimitBytes ?? defaultBodyLimitBytes,
    entrance: options.entrance ?? declaredBy(app),
  }
  app.use(createHeaderEdge(edge), createAdmission(edge))
  app.onError((error, c) => answerError(c, error, options.log))
  const declared = createMethodIndex(app.routes)
  app.notFound((c) => answerUndeclared(c.req.method, declared(c.req.path)))
  addHealth(app, options.ready)
  addMetrics(app)
  addDocument(app, options, options.document)
  addDocs(app, options.title)
  if (options.memory) app.fetch = answerFromMemory(app.fetch, options.appId, options.memory)
  return app
}

/** Puts the check of who may use an operation before the validation of what they send. */
function checkAccessFirst(app: ServiceApp): void {
  const add = app.openapi
  function addChecked(...[route, ...rest]: Parameters<typeof add>) {
    const check: MiddlewareHandler<ServiceEnv> | undefined = createAccessCheck(route)
    if (check)
      app.on(route.method.toUpperCase(), route.path.replaceAll(/\/\{(.+?)\}/g, '/:$1'), check)
    return add(route, ...rest)
  }
  app.openapi = addChecked as typeof add
}

/** Of a path in the log: clients choose how long it is. */
const loggedPathLength = 200

function answerError(c: Context, error: unknown, log: Logger): Response {
  const refusal = refusalOf(error)
  const request = { method: c.req.method, path: c.req.path.slice(0, loggedPathLength) }
  if (hasLeft(c) && (isDisconnect(error) || refusal)) {
    log.info(request, 'the client left')
    return new Response(null, { status: clientLeft })
  }
  if (!refusal) log.error({ err: error, ...request }, 'request failed')
  if (refusal && refusal.status >= 500)
    log.warn({ ...request, detail: refusal.message, cause: refusal.cause }, 'request refused')
  return answerProblem(c, refusal ?? refuse('internal_error'))
}

/** Refuses what no route of the app declares; what is for sidecars only says nothing before its guard. */
function declaredBy(app: ServiceApp): Entrance {
  const declared = createMethodIndex(app.routes)
  return (c) => {
    if (matchedRoutes(c).some(isAnswering) || isGuarded(c.req.path)) return undefined
    return answerUndeclared(c.req.method, declared(c.req.path))
  }
}

function addHealth(app: ServiceApp, ready: ServiceAppOptions['ready']): void {
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    const reason = await ready?.()
    return reason ? c.json({ status: 'not ready', reason }, 503) : c.json({ status: 'ready' })
  })
}
