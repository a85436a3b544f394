import { isWellEncoded } from '@comptoir/service/http/percent-encoding'
import { canonicalTarget } from './canonical-target.ts'
import type { Operation } from './operation.ts'
import type { OperationTable } from './operation-table.ts'
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
    const query = target.indexOf('?')
    const path = query === -1 ? target : target.slice(0, query)
    const { operation, methods } = table.find(method, path)
    const isShared = operation !== undefined && routing.isSharedRead(operation)
    const kept = isShared ? canonicalTarget(operation, target) : target
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
