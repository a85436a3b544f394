import { appIds } from '@comptoir/contracts/topology'
import type { OpenApiDocument } from '@comptoir/service/openapi/openapi'
import { z } from 'zod'
import { ownerOf } from './routing.ts'

/** An operation of the public contract, with what the gateway needs to know of it before it forwards. */
export const Operation = z.object({
  /** The name of the operation in the contract, unique in the whole shop. */
  id: z.string(),
  /** The service that answers it. */
  appId: z.enum(appIds),
  method: z.string(),
  /** The path of the contract: `/api/orders/{orderId}`. */
  path: z.string(),
  /** The query parameters that it reads; others mean nothing. */
  query: z.array(z.string()),
  /** What the names of further query parameters begin with. */
  queryPrefixes: z.array(z.string()),
  /** Answers with server-sent events. */
  isStream: z.boolean(),
  /** Takes a file, which may be large. */
  takesFile: z.boolean(),
})
export type Operation = Readonly<z.infer<typeof Operation>>

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
