import type { Operation } from './operation.ts'

/** What the contract says of a path: the operation of a verb, if it declares it, and the verbs that it declares. */
export type Found = {
  readonly operation: Operation | undefined
  readonly methods: readonly string[]
}

export type OperationTable = {
  /** `path` as it came, percent-encoded; HEAD is answered by GET. */
  find(method: string, path: string): Found
}

type Node = {
  readonly literals: Map<string, Node>
  parameter: Node | undefined
  readonly operations: Map<string, Operation>
}

const nothing: Found = { operation: undefined, methods: [] }

/** Finds operations by verb and path, segment by segment: a name in the contract goes before a parameter. */
export function createOperationTable(operations: readonly Operation[]): OperationTable {
  const root = newNode()
  for (const operation of operations) {
    nodeOf(root, operation.path).operations.set(operation.method, operation)
  }
  return {
    find(method, path) {
      const ends: Node[] = []
      collect(root, path, 1, ends)
      if (ends.length === 0) return nothing
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
