import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Hono } from 'hono'
import type { ServiceEnv } from '../auth/auth.ts'
import { holds } from '../http/etag.ts'
import { refuse } from '../problems/refusal.ts'
import { type ApiInfo, publicDocument, type ServedDocument, serveDocument } from './openapi.ts'

const require = createRequire(import.meta.url)
const types: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
])
const policy =
  "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self'"

/**
 * Serves the OpenAPI document, put together once: no route is added after the first request. Who holds it already is told so.
 * `replacement`: says the document instead, with a tag of its own.
 */
export function addDocument(
  app: OpenAPIHono<ServiceEnv>,
  info: ApiInfo,
  replacement?: () => Promise<ServedDocument>,
): void {
  let known: ServedDocument | undefined

  async function own(): Promise<ServedDocument> {
    known ??= serveDocument(publicDocument(app, info))
    return known
  }

  app.get('/openapi.json', async (c) => {
    const { body, etag } = await (replacement ?? own)()
    const headers = { etag, 'cache-control': 'no-cache' }
    if (holds(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers)
    return c.body(body, 200, { ...headers, 'content-type': 'application/json' })
  })
}

/** Serves Swagger UI over `/openapi.json` at `/docs`, from our own files: it works without the internet. */
export function addDocs(app: Hono<ServiceEnv>, title: string): void {
  app.get('/docs', (c) => {
    c.header('content-security-policy', policy)
    return c.html(page(title))
  })
  app.get('/docs/:file', async (c) => {
    const file = c.req.param('file')
    if (file === 'start.js') return c.body(start, 200, { 'content-type': 'text/javascript' })
    const type = types.get(file)
    if (!type) throw refuse('not_found')
    return c.body(await assetOf(file), 200, {
      'content-type': type,
      'cache-control': 'public, max-age=86400',
    })
  })
}

const start =
  "window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#ui', deepLinking: true })\n"

function page(title: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="/docs/swagger-ui.css"></head>
<body><div id="ui"></div><script src="/docs/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>
`
}

const assets = new Map<string, Promise<Uint8Array<ArrayBuffer>>>()

/** Read once: the files are ours and stay. */
function assetOf(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const asset = assets.get(file) ?? readAsset(file)
  assets.set(file, asset)
  return asset
}

async function readAsset(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const manifest = require.resolve('swagger-ui-dist/package.json')
  return new Uint8Array(await readFile(join(dirname(manifest), file)))
}
