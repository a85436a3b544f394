import { lookUp } from '@comptoir/contracts/look-up'
import type { OpenAPIHono } from '@hono/zod-openapi'
import { isGuarded } from '../auth/sidecar-guard.ts'
import { contentHash } from '../http/etag.ts'
import { sharedAnswers, withUsualAnswers } from './usual-answers.ts'

export type OpenApiDocument = {
  openapi: string
  info: { title: string; version: string; description?: string }
  paths: Record<string, Record<string, unknown>>
  components: Record<string, Record<string, unknown>>
  tags?: { name: string; description?: string }[]
}

export type ApiInfo = {
  readonly appId: string
  readonly title: string
  readonly description: string
}

/** The public OpenAPI document of an app: without sidecar-only routes and what only they use. */
export function publicDocument(
  app: Pick<OpenAPIHono, 'getOpenAPI31Document'>,
  info: ApiInfo,
): OpenApiDocument {
  const whole = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: info.title, version: '1', description: info.description },
    tags: [{ name: info.appId, description: info.title }],
  })
  const paths = Object.fromEntries(
    Object.entries(whole.paths ?? {})
      .filter(([path]) => !isGuarded(path))
      .map(([path, operations]) => [
        path,
        completed(path, operations as Record<string, unknown>, info.appId),
      ]),
  )
  const document = structuredClone({
    ...whole,
    paths,
    components: whole.components ?? {},
  }) as OpenApiDocument
  const shared = new Set(refsIn('responses', document.paths))
  document.components['responses'] = Object.fromEntries(
    Object.entries(sharedAnswers).filter(([name]) => shared.has(name)),
  )
  document.components['schemas'] = usedSchemas(document)
  delete document.components['parameters']
  document.components['securitySchemes'] = {
    bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  }
  return document
}

function completed(path: string, operations: Record<string, unknown>, tag: string) {
  const entries = Object.entries(operations).map(([method, operation]) => {
    if (!isOperation(operation)) return [method, operation]
    const { operationId, ...rest } = withUsualAnswers(path, operation)
    return [method, { ...(operationId && { operationId }), tags: [tag], ...rest }]
  })
  return Object.fromEntries(entries)
}

const isOperation = (
  given: unknown,
): given is { responses: Record<string, object>; operationId?: string } =>
  typeof given === 'object' && given !== null && 'responses' in given

/** The schemas that the paths and shared answers refer to, directly or through other schemas, in alphabetical order. */
function usedSchemas(document: OpenApiDocument): Record<string, unknown> {
  const all = document.components['schemas'] ?? {}
  const used = new Set<string>()
  const queue = refsIn('schemas', [document.paths, document.components['responses']])
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (used.has(name)) continue
    used.add(name)
    queue.push(...refsIn('schemas', lookUp(all, name)))
  }
  return Object.fromEntries([...used].sort().map((name) => [name, lookUp(all, name)]))
}

function refsIn(kind: 'schemas' | 'responses', value: unknown): string[] {
  const refs = [...(JSON.stringify(value) ?? '').matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)]
  return refs.flatMap(([, of, name = '']) => (of === kind ? [name] : []))
}

/** A document as it is sent: put together once, until it changes. */
export type ServedDocument = { readonly body: Uint8Array<ArrayBuffer>; readonly etag: string }

export function serveDocument(document: OpenApiDocument): ServedDocument {
  const body = new TextEncoder().encode(JSON.stringify(document))
  return { body, etag: `"${contentHash(body)}"` }
}
