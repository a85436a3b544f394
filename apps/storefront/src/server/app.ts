import type { IncomingMessage } from 'node:http'
import { createServiceApp, type ServiceApp, type ServiceDeps } from '@comptoir/service/app'
import { targetOf } from '@comptoir/service/http/response-headers'
import { type ResponseMemory, takesBrotli } from '@comptoir/service/http/response-memory'
import { refuse } from '@comptoir/service/problems/refusal'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context } from 'hono'
import type { Failure } from '../page-render.ts'
import type { Bff } from './bff/bff.ts'
import { preferredLocale } from './language.ts'
import { pageKey } from './pages/page-key.ts'
import type { StoredPage } from './pages/page-memory.ts'
import type { PersonalPages } from './pages/personal-page.ts'
import {
  type NextHandler,
  type RenderedPage,
  type RenderHeaders,
  renderHeaders,
} from './pages/render.ts'
import type { Pages } from './pages/serve-page.ts'
import { addSeoRoutes, type SeoDeps } from './seo/seo-routes.ts'
import type { StaticFiles } from './static-files.ts'
import { addSuggestions } from './suggestions.ts'

export const info = {
  appId: 'storefront',
  title: 'Storefront',
  description: 'The shop that people see.',
}

export type Deps = ServiceDeps & {
  readonly pages: Pages
  readonly seo: SeoDeps
  /** Renders what is for one visitor. */
  readonly personal: PersonalPages
  readonly bff: Bff
  /** The built files that are kept compressed. */
  readonly files: StaticFiles
  /** Serves every other built file. */
  readonly next: NextHandler
}

/** The storefront: remembered pages first, then what is made for one visitor. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    ...info,
    memory: createMemory(deps),
    // what no route declares is Next's to answer
    entrance: () => undefined,
  })
  // before the rest of /bff, which has an answer for everything
  addSuggestions(app)
  deps.bff.addTo(app)
  // where the provider of the payment sends a shopper back to, who may have another language than the site
  app.get('/orders/:orderId/payment-return', (c) => {
    const orderId = encodeURIComponent(c.req.param('orderId'))
    return c.redirect(`/${preferredLocale(c.req.header())}/checkout/return/${orderId}`, 303)
  })
  addSeoRoutes(app, deps.seo)
  // browsers ask for it before they have read which one the page names
  app.get('/favicon.ico', (c) => c.redirect('/favicon.svg', 301))
  app.get('/', (c) => c.redirect(`/${preferredLocale(c.req.header())}`, 307))
  app.on(['GET', 'HEAD'], '/:locale{fr|en}/*', (c) => answerPage(c, deps))
  app.on(['GET', 'HEAD'], '/:locale{fr|en}', (c) => answerPage(c, deps))
  // last of all: the routes of the sidecar are added after these
  app.notFound((c) => passToNext(c, deps.next))
  return app
}

/** Remembered pages, scripts and style sheets are answered before any middleware runs. */
function createMemory({ pages, files }: Pick<Deps, 'pages' | 'files'>): ResponseMemory {
  return (target, incoming) => {
    const isBrotli = takesBrotli(incoming.headers['accept-encoding'])
    const file = isBrotli ? files(target) : undefined
    return file ?? remembered(pages, target, incoming, isBrotli)
  }
}

function remembered(pages: Pages, target: string, incoming: IncomingMessage, isBrotli: boolean) {
  const key = pageKey(target)
  const page = key && pages.peek(key, headersOf(incoming))
  if (!page || !key) return undefined
  return {
    headers: headersFor(page, isBrotli),
    body: isBrotli ? page.brotli : page.raw,
    etag: page.etag,
    route: `/:locale/${key.kind}`,
  }
}

/** Pages that are the same for everyone are made by one road only. */
const isCatalogue = /^\/(fr|en)\/(c|p)(\/|$)/

/** An address that no category or product can have. */
const answerNothing = (c: Context): Response => c.redirect(`/${c.req.path.slice(1, 3)}/search`, 302)

async function answerPage(c: Context, deps: Deps): Promise<Response> {
  const key = pageKey(targetOf(c))
  if (!key) return isCatalogue.test(c.req.path) ? answerNothing(c) : await deps.personal(c)
  const { incoming } = c.env as HttpBindings
  const answer = await deps.pages.answer(key, headersOf(incoming))
  if (answer.kind === 'overloaded') {
    throw refuse('overloaded', undefined, { headers: { 'retry-after': '1' } })
  }
  if (answer.kind === 'page') {
    const brotli = takesBrotli(c.req.header('accept-encoding'))
    const { page } = answer
    return c.body(brotli ? page.brotli : page.raw, page.status, headersFor(page, brotli))
  }
  return answerRendered(answer.rendered)
}

/** No answer at all (0), too many requests, or a service that is away: it may go well a little later. */
const isPassing = ({ status }: Failure) => [0, 429, 502, 503, 504].includes(status)

/** What is not kept. While the shop is closed, or a service is away for a while, the answer says so: 503, and when to come again. */
function answerRendered({ status, location, contentType, body, failure }: RenderedPage): Response {
  const isClosed = failure && isPassing(failure)
  const headers = {
    'content-type': contentType,
    'cache-control': 'no-store',
    ...(location !== undefined && { location }),
    ...(isClosed && { 'retry-after': String(failure.retryAfterSeconds ?? 10) }),
  }
  return new Response(new Uint8Array(body), { status: isClosed ? 503 : status, headers })
}

function headersOf({ headers }: IncomingMessage): RenderHeaders {
  const kept: Record<string, string> = {}
  for (const name of renderHeaders) {
    const value = headers[name]
    if (typeof value === 'string') kept[name] = value
  }
  return kept
}

function headersFor(page: StoredPage, brotli: boolean): Record<string, string> {
  return {
    ...page.headers,
    etag: page.etag,
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
    ...(brotli && { 'content-encoding': 'br' }),
  }
}

/** Next answers on Node's own response: files as streams. */
async function passToNext(c: Context, next: NextHandler): Promise<Response> {
  const { incoming, outgoing } = c.env as HttpBindings
  outgoing.setHeader('referrer-policy', 'strict-origin-when-cross-origin')
  await next(incoming as never, outgoing as never)
  return RESPONSE_ALREADY_SENT
}
