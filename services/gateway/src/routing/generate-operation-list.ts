import type { OpenApiDocument } from '@comptoir/service/openapi/openapi'
import type { Operation } from './operation-table.ts'
import { ownerOf } from './routing.ts'

type Described = {
  operationId?: string
  parameters?: { name: string; in: string }[]
  requestBody?: { content?: Record<string, unknown> }
  responses?: Record<string, { content?: Record<string, unknown> }>
  'x-query-prefixes'?: readonly string[]
}

/** Every operation of a document, as the routing table of the gateway lists them: `npm run openapi` writes it. */
export function operationsOf(document: OpenApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, one]) => operationOf(path, method, one as Described)),
  )
}

function operationOf(path: string, method: string, described: Described): Operation {
  const verb = method.toUpperCase()
  const { operationId = `${verb} ${path}`, parameters = [] } = described
  return {
    id: operationId,
    appId: ownerOf(path)?.appId ?? 'gateway',
    method: verb,
    path,
    query: parameters.flatMap((one) => (one.in === 'query' ? [one.name] : [])),
    queryPrefixes: [...(described['x-query-prefixes'] ?? [])],
    isStream: 'text/event-stream' in (described.responses?.['200']?.content ?? {}),
    takesFile: 'multipart/form-data' in (described.requestBody?.content ?? {}),
  }
}
