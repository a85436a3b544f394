import { lookUp } from '@comptoir/contracts/look-up'
import type { OpenApiDocument } from '@comptoir/service/openapi'

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

/**
 * Reads the documents of the services, keeping what was read last of one that is down.
 * @example const document = createMergedDocument(appIds, (appId) => invoke(appId, '/openapi.json'))
 */
export function createMergedDocument(
  appIds: readonly string[],
  read: (appId: string) => Promise<OpenApiDocument | undefined>,
): () => Promise<OpenApiDocument> {
  const known = new Map<string, OpenApiDocument>()
  return async function document() {
    await Promise.all(
      appIds.map(async (appId) => {
        const fresh = await read(appId).catch(() => undefined)
        if (fresh?.paths) known.set(appId, fresh)
      }),
    )
    return mergeDocuments(
      appIds.flatMap((appId) => {
        const one = known.get(appId)
        return one ? [{ appId, document: one }] : []
      }),
    )
  }
}
