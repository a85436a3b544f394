import { ownerOf } from '@comptoir/contracts/topology'
import type { OpenApiDocument } from '@comptoir/service/openapi/openapi'
import type { Operation } from './operation-table.ts'

type Described = {
  operationId?: string
  parameters?: { name: string; in: string }[]
  security?: readonly object[]
  requestBody?: { content?: Record<string, unknown> }
  responses?: Record<string, { content?: Record<string, unknown> }>
  'x-query-prefixes'?: readonly string[]
}

/** Events that go on, and files of any size: neither is held in memory on its way. */
const streamed = ['text/event-stream', 'application/zip', 'text/tab-separated-values']

/** Every operation of a document, as the routing table of the gateway lists them: `npm run openapi` writes it. */
export function operationsOf(document: OpenApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, one]) => operationOf(path, method, one as Described)),
  )
}

function operationOf(path: string, method: string, described: Described): Operation {
  const verb = method.toUpperCase()
  const { operationId = `${verb} ${path}`, parameters = [], security = [] } = described
  const content = described.responses?.['200']?.content ?? {}
  return {
    id: operationId,
    appId: ownerOf(path)?.appId ?? 'gateway',
    method: verb,
    path,
    query: parameters.flatMap((one) => (one.in === 'query' ? [one.name] : [])),
    queryPrefixes: [...(described['x-query-prefixes'] ?? [])],
    isStream: streamed.some((type) => Object.hasOwn(content, type)),
    takesFile: 'multipart/form-data' in (described.requestBody?.content ?? {}),
    needsUser: security.length > 0 && security.every((way) => Object.keys(way).length > 0),
  }
}
