import { lookUp } from '@comptoir/contracts/look-up'
import { type OpenApiDocument, type ServedDocument, serveDocument } from '@comptoir/service/openapi'

export type NamedDocument = { readonly appId: string; readonly document: OpenApiDocument }

/**
 * One document of every service. A schema that two services call the same but define differently gets the
 * service's name in front.
 */
export function mergeDocuments(documents: readonly NamedDocument[]): OpenApiDocument {
  const merged: OpenApiDocument = {
    openapi: '3.1.0',
    info: {
      title: 'Comptoir',
      version: '1',
      description: 'The public API of the shop: every service behind one entrance.',
    },
    paths: {},
    components: { schemas: {}, securitySchemes: bearer },
    tags: [],
  }
  const schemas = merged.components['schemas'] ?? {}
  for (const { appId, document } of documents) {
    const own = withoutClashes(appId, document, schemas)
    Object.assign(merged.paths, own.paths)
    Object.assign(schemas, own.components['schemas'])
    merged.tags?.push(...(own.tags ?? []))
  }
  return merged
}

const bearer = { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } }

function withoutClashes(
  appId: string,
  document: OpenApiDocument,
  taken: Record<string, unknown>,
): OpenApiDocument {
  const clashing = Object.entries(document.components['schemas'] ?? {})
    .filter(
      ([name, schema]) =>
        Object.hasOwn(taken, name) &&
        JSON.stringify(lookUp(taken, name)) !== JSON.stringify(schema),
    )
    .map(([name]) => name)
  if (clashing.length === 0) return document
  const renamed = new Map(clashing.map((name) => [name, `${pascal(appId)}${name}`]))
  const text = JSON.stringify(document).replace(
    /"#\/components\/schemas\/([^"]+)"/g,
    (whole, name: string) => whole.replace(name, renamed.get(name) ?? name),
  )
  const copy = JSON.parse(text) as OpenApiDocument
  copy.components['schemas'] = Object.fromEntries(
    Object.entries(copy.components['schemas'] ?? {}).map(([name, schema]) => [
      renamed.get(name) ?? name,
      schema,
    ]),
  )
  return copy
}

function pascal(appId: string): string {
  return appId.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())
}

/** Reads the document of a service; `etag`: of the one that is known. `unchanged` when it is still that one. */
export type ReadDocument = (appId: string, etag?: string) => Promise<Read | 'unchanged'>
type Read = { readonly document: OpenApiDocument; readonly etag: string | undefined }

export type MergedDocument = {
  /** The whole document, ready to be sent. Asks nobody, except before it was read for the first time. */
  current(): Promise<ServedDocument>
  /** Reads what changed; keeps what was read last of a service that is down. */
  refresh(): Promise<void>
}

/**
 * The document of all services, put together when one of them changes and not when somebody asks.
 * @example const merged = createMergedDocument(appIds, read); await merged.refresh(); await merged.current()
 */
export function createMergedDocument(
  appIds: readonly string[],
  read: ReadDocument,
  own: () => readonly NamedDocument[] = () => [],
): MergedDocument {
  const known = new Map<string, Read>()
  let served: ServedDocument | undefined
  let refreshing: Promise<void> | undefined

  async function readOne(appId: string): Promise<boolean> {
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

  function refresh(): Promise<void> {
    refreshing ??= readAll().finally(() => {
      refreshing = undefined
    })
    return refreshing
  }

  return {
    refresh,
    async current() {
      if (!served) await refresh()
      return served ?? serveDocument(mergeDocuments([]))
    },
  }
}
