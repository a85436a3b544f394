import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ServiceEnv, TokenVerifier } from './auth.ts'
import { addDocs } from './docs.ts'
import { createAdmission, createHeaderEdge } from './edge.ts'
import { createRouteTable, type RouteTable } from './guard.ts'
import type { Logger } from './log.ts'
import { addMetrics } from './metrics-route.ts'
import { type OpenApiDocument, publicDocument } from './openapi.ts'
import { answerProblem, fieldErrorsOf, refusalOf } from './problem.ts'
import { type Recall, recallFirst } from './recall.ts'
import { refuse } from './refusal.ts'

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
  readonly document?: () => Promise<OpenApiDocument>
  /** Answers that are the same for everyone, from memory, before any middleware runs. */
  readonly recall?: Recall
}

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
  const table = createRouteTable(app.openAPIRegistry)
  const edge = {
    appId: options.appId,
    appToken: options.appToken,
    verify: options.verify,
    table,
    corsOrigins: options.corsOrigins ?? [],
    bodyLimitBytes: options.bodyLimitBytes ?? defaultBodyLimitBytes,
  }
  app.use(createHeaderEdge(edge), createAdmission(edge))
  app.onError((error, c) => answerError(c, error, options.log))
  app.notFound((c) => answerUnknown(c, table))
  addHealth(app, options.ready)
  addMetrics(app)
  const document = options.document ?? (async () => publicDocument(app, options))
  app.get('/openapi.json', async (c) => c.json(await document()))
  addDocs(app, options.title)
  if (options.recall) app.fetch = recallFirst(app.fetch, options.appId, options.recall)
  return app
}

function answerError(c: Context, error: unknown, log: Logger): Response {
  const refusal = refusalOf(error)
  const request = { method: c.req.method, path: c.req.path }
  if (!refusal) log.error({ err: error, ...request }, 'request failed')
  if (refusal && refusal.status >= 500)
    log.warn({ ...request, detail: refusal.message }, 'request refused')
  return answerProblem(c, refusal ?? refuse('internal_error'))
}

function answerUnknown(c: Context, table: RouteTable): Response {
  const methods = table.methodsOf(c.req.path)
  if (methods.length === 0) return answerProblem(c, refuse('not_found'))
  c.header('allow', methods.join(', '))
  return answerProblem(c, refuse('method_not_allowed'))
}

function addHealth(app: ServiceApp, ready: ServiceAppOptions['ready']): void {
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    const reason = await ready?.()
    return reason ? c.json({ status: 'not ready', reason }, 503) : c.json({ status: 'ready' })
  })
}
