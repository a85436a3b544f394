import { isWellEncoded } from '@comptoir/service/http/percent-encoding'
import type { Operation, OperationTable } from './operation-table.ts'
import * as routing from './routing.ts'

/** What the gateway knows of a request by its verb and target alone. */
export type Resolved = {
  readonly operation: Operation | undefined
  /** The verbs that the contract declares for the path; none for a path that it does not know. */
  readonly methods: readonly string[]
  readonly path: string
  /** Path and query, as they came; of catalogue reads only what the contract declares, written in one way. */
  readonly target: string
  /** The same for everyone who is not signed in: may be answered from memory. */
  readonly isShared: boolean
}

export type Resolve = (method: string, target: string) => Resolved | undefined

const rememberedLength = 256
const rememberedTargets = 2_000

/**
 * Resolves targets against the contract; `undefined` for one that is malformed. Short targets of reads are remembered:
 * the same ones come again and again, and reading a query costs more than all the rest of an answer from memory.
 */
export function createResolver(table: OperationTable): Resolve {
  const known = new Map<string, Resolved>()

  function resolve(method: string, target: string): Resolved | undefined {
    if (!isWellEncoded(target)) return undefined
    const at = target.indexOf('?')
    const path = at === -1 ? target : target.slice(0, at)
    const { operation, methods } = table.find(method, path)
    const isShared = operation !== undefined && routing.isSharedRead(operation)
    const kept = isShared ? canonicalTarget(operation, path, target.slice(path.length + 1)) : target
    return { operation, methods, path, target: kept, isShared }
  }

  return (method, target) => {
    if (method !== 'GET' || target.length > rememberedLength) return resolve(method, target)
    const remembered = known.get(target)
    if (remembered) return remembered
    const found = resolve(method, target)
    if (!found?.isShared) return found
    if (known.size >= rememberedTargets) known.clear()
    known.set(target, found)
    return found
  }
}

/**
 * The target of a read without what its operation does not read, written in one way: parameters of the contract only,
 * in order of their names, percent-encoding as `encodeURIComponent` writes it. The same question has one key.
 */
function canonicalTarget(operation: Operation, path: string, query: string): string {
  const kept = canonicalQuery(operation, query)
  return kept === '' ? canonicalPath(path) : `${canonicalPath(path)}?${kept}`
}

function canonicalPath(path: string): string {
  if (!path.includes('%')) return path
  const segments = path.split('/').map((part) => encodeURIComponent(decodeURIComponent(part)))
  return segments.join('/')
}

/** Of these the order of the values is asked for, too. */
const inOrder: ReadonlySet<string> = new Set(['ids'])

function canonicalQuery(operation: Operation, query: string): string {
  const kept = [...new URLSearchParams(query)].filter(([name]) => isRead(operation, name))
  kept.sort(([a, x], [b, y]) => compare(a, b) || (inOrder.has(a) ? 0 : compare(x, y)))
  return new URLSearchParams(kept).toString()
}

function isRead({ query, queryPrefixes }: Operation, name: string): boolean {
  return query.includes(name) || queryPrefixes.some((prefix) => name.startsWith(prefix))
}

const compare = (a: string, b: string) => Number(a > b) - Number(a < b)
