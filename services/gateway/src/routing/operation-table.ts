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
  /** Answers with server-sent events, or with a file of any size: passed on as it comes. */
  isStream: z.boolean(),
  /** Takes a file, which may be large. */
  takesFile: z.boolean(),
  /** For people who are signed in, and nobody else. */
  needsUser: z.boolean(),
})
export type Operation = Readonly<z.infer<typeof Operation>>

export type OperationTable = ReturnType<typeof createOperationTable>

type Node = {
  readonly literals: Map<string, Node>
  parameter: Node | undefined
  readonly operations: Map<string, Operation>
}

/** Finds operations by verb and path, segment by segment: a name in the contract goes before a parameter. */
export function createOperationTable(operations: readonly Operation[]) {
  const root = newNode()
  for (const operation of operations) {
    nodeOf(root, operation.path).operations.set(operation.method, operation)
  }
  return {
    /**
     * What the contract says of a path: the operation of a verb, if it declares it, and the verbs that it declares.
     * `path` as it came, percent-encoded; HEAD is answered by GET.
     */
    find(method: string, path: string) {
      const ends: Node[] = []
      collect(root, path, 1, ends)
      const verb = method === 'HEAD' ? 'GET' : method
      const operation = ends.find((end) => end.operations.has(verb))?.operations.get(verb)
      return { operation, methods: ends.flatMap((end) => [...end.operations.keys()]) }
    },
  }
}

function newNode(): Node {
  return { literals: new Map(), parameter: undefined, operations: new Map() }
}

function nodeOf(root: Node, template: string): Node {
  let node = root
  for (const segment of template.slice(1).split('/')) {
    if (segment.startsWith('{')) {
      node.parameter ??= newNode()
      node = node.parameter
    } else {
      const next = node.literals.get(segment) ?? newNode()
      node.literals.set(segment, next)
      node = next
    }
  }
  return node
}

/** Adds to `ends` every node with operations that the path reaches from `at` on. */
function collect(node: Node, path: string, at: number, ends: Node[]): void {
  if (at > path.length) {
    if (node.operations.size > 0) ends.push(node)
    return
  }
  const slash = path.indexOf('/', at)
  const end = slash === -1 ? path.length : slash
  const segment = path.slice(at, end)
  const literal = node.literals.get(segment.includes('%') ? decodeURIComponent(segment) : segment)
  if (literal) collect(literal, path, end + 1, ends)
  if (node.parameter && segment !== '') collect(node.parameter, path, end + 1, ends)
}
