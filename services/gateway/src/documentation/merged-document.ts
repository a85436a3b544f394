import { lookUp } from '@comptoir/contracts/look-up'
import type { AppId } from '@comptoir/contracts/topology'
import {
  type OpenApiDocument,
  type ServedDocument,
  serveDocument,
} from '@comptoir/service/openapi/openapi'
import type { Upstream } from '../forwarding/upstream.ts'

export type NamedDocument = { readonly appId: string; readonly document: OpenApiDocument }

/**
 * One document of every service. A schema that two services call the same but define differently gets the
 * service's name in front.
 */
export function mergeDocuments(documents: readonly NamedDocument[]): OpenApiDocument {
  const merged: OpenApiDocument = {
    openapi: '3.1.0',
    info: { title: 'Comptoir', version: '1', description },
    paths: {},
    components: { schemas: {}, responses: {}, securitySchemes: bearer },
    tags: [],
  }
  const { schemas = {}, responses = {} } = merged.components
  for (const { appId, document } of documents) {
    const own = withoutClashes(appId, document, schemas)
    Object.assign(merged.paths, own.paths)
    Object.assign(schemas, own.components['schemas'])
    Object.assign(responses, own.components['responses'])
    merged.tags?.push(...(own.tags ?? []))
  }
  return merged
}

const description = [
  'The public API of the shop: every service behind one entrance.',
  'Every error is a `ProblemDetails` (RFC 9457) with a stable `code`. Some may answer any operation before it is read: a request ' +
    'or headers that do not arrive (408) or are too long (413, 414, 431), a limit (429), a service that is away (503); after 429 ' +
    'and 503, `Retry-After` says in how many seconds to try again. Two stand with no operation: 405 with `Allow`, for a method that ' +
    'a path does not have, and 500 `internal_error`, a fault of the shop.',
].join('\n\n')

const bearer = { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } }

function withoutClashes(appId: string, document: OpenApiDocument, taken: Record<string, unknown>) {
  const renamed = new Map<string, string>()
  for (const [name, schema] of Object.entries(document.components['schemas'] ?? {})) {
    const other = lookUp(taken, name)
    const clashes = other !== undefined && JSON.stringify(other) !== JSON.stringify(schema)
    if (clashes) renamed.set(name, `${pascal(appId)}${name}`)
  }
  const newName = (name: string) => renamed.get(name) ?? name
  const text = JSON.stringify(document).replace(
    /(?<="#\/components\/schemas\/)[^"]+(?=")/g,
    newName,
  )
  const copy = JSON.parse(text) as OpenApiDocument
  const schemas = Object.entries(copy.components['schemas'] ?? {})
  copy.components['schemas'] = Object.fromEntries(schemas.map(([key, one]) => [newName(key), one]))
  return copy
}

function pascal(appId: string): string {
  return appId.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())
}

/** Reads the document of a service; `etag`: of the one that is known. `unchanged` when it is still that one. */
export type ReadDocument = (appId: AppId, etag?: string) => Promise<Read | 'unchanged'>
type Read = { readonly document: OpenApiDocument; readonly etag: string | undefined }

const askAgainMs = 1_000

/** Reads documents from the services themselves. */
export function createDocumentReader(upstream: Upstream): ReadDocument {
  return async (appId, etag) => {
    const headers: Record<string, string> = etag === undefined ? {} : { 'if-none-match': etag }
    const request = { method: 'GET', target: '/openapi.json', headers, timeoutMs: 3_000 }
    const answer = await upstream(appId, request)
    if (answer.status === 304) return 'unchanged'
    if (answer.status !== 200) throw new Error(`${appId}: /openapi.json answers ${answer.status}`)
    const document = JSON.parse(answer.body.toString()) as OpenApiDocument
    return { document, etag: answer.headers['etag'] }
  }
}

export type MergedDocument = ReturnType<typeof createMergedDocument>

/**
 * The document of all services, put together when one of them changes and not when somebody asks.
 * @example const merged = createMergedDocument(appIds, read); await merged.refresh(); await merged.current()
 */
export function createMergedDocument(
  appIds: readonly AppId[],
  read: ReadDocument,
  own: () => readonly NamedDocument[] = () => [],
  now: () => number = Date.now,
) {
  const known = new Map<string, Read>()
  let served: ServedDocument | undefined
  let refreshing: Promise<void> | undefined
  let refreshedAt = Number.NEGATIVE_INFINITY

  async function readOne(appId: AppId): Promise<boolean> {
    const before = known.get(appId)
    const fresh = await read(appId, before?.etag).catch(() => undefined)
    if (fresh === undefined || fresh === 'unchanged') return false
    known.set(appId, fresh)
    return true
  }

  async function readAll(): Promise<void> {
    const changes = await Promise.all(appIds.map(readOne))
    if (served && !changes.includes(true)) return
    const services = appIds.flatMap((appId) => {
      const one = known.get(appId)
      return one ? [{ appId, document: one.document }] : []
    })
    served = serveDocument(mergeDocuments([...services, ...own()]))
  }

  /** Reads what changed; keeps what was read last of a service that is down. */
  function refresh(): Promise<void> {
    refreshing ??= readAll().finally(() => {
      refreshing = undefined
      refreshedAt = now()
    })
    return refreshing
  }

  /** A service that started after the gateway is missing until the next refresh. */
  const mayBeIncomplete = () => known.size < appIds.length && now() - refreshedAt > askAgainMs

  return {
    refresh,
    /** The whole document, ready to be sent. Asks services, at most once a second, only while that of one is unknown. */
    async current(): Promise<ServedDocument> {
      if (!served || mayBeIncomplete()) await refresh()
      return served ?? serveDocument(mergeDocuments([]))
    },
  }
}
