import { appIds } from '@comptoir/contracts/topology'
import { z } from 'zod'

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
