import { lookUp } from '@comptoir/contracts/look-up'
import type { StaffWrite } from '@comptoir/service/audit/audit-scope'

/** An operation of staff that writes, as the contracts have it. */
export type StaffOperation = string

/**
 * Why an operation leaves no entry of the audit log, several, one or more as things stand, leaves it where no unit test of its app can see
 * it, or opens nothing to staff but their own.
 */
export type Exception =
  | { readonly leaves: 'none' | 'several' | 'some' | 'own'; readonly because: string }
  | { readonly leaves: 'elsewhere'; readonly test: string }
export type Exceptions = Readonly<Record<StaffOperation, Exception>>

type Seen = ReadonlyMap<StaffOperation, readonly number[]>

/**
 * Where staff writes and the audit log do not agree, as sentences: each operation is played with success by some test and leaves one
 * entry each time it changes something, or is listed as an exception, which then holds.
 */
export function staffWriteFaults(
  operations: readonly StaffOperation[],
  exceptions: Exceptions,
  writes: readonly StaffWrite[],
): string[] {
  const seen = countsOf(writes)
  const known = new Set(operations)
  const idle = Object.keys(exceptions).filter((operation) => !known.has(operation))
  return [
    ...idle.map((operation) => `${operation} is listed, and is no staff write of the contracts`),
    ...operations.flatMap(
      (operation) => faultOf(operation, lookUp(exceptions, operation), seen) ?? [],
    ),
  ]
}

/** How many entries an operation left, each time it succeeded. */
function countsOf(writes: readonly StaffWrite[]): Seen {
  const succeeded = writes.filter(({ status }) => status < 300)
  const grouped = Map.groupBy(succeeded, ({ operation }) => operation)
  return new Map([...grouped].map(([name, all]) => [name, all.map(({ entries }) => entries)]))
}

function faultOf(
  operation: StaffOperation,
  exception: Exception | undefined,
  seen: Seen,
): string | undefined {
  if (exception?.leaves === 'elsewhere') return undefined
  const counts = seen.get(operation)
  if (exception?.leaves === 'own')
    return counts?.some((count) => count > 0)
      ? `${operation} is listed as opening only what is one’s own, and left an entry`
      : undefined
  if (!counts) return `${operation}: no unit test plays it as staff with success`
  const most = Math.max(...counts)
  if (exception?.leaves === 'none')
    return most > 0 ? `${operation} is listed as leaving no entry, and left ${most}` : undefined
  if (most === 0) return `${operation} leaves no entry of the audit log`
  return tooManyOrFew(operation, exception, most)
}

function tooManyOrFew(
  operation: StaffOperation,
  exception: Exception | undefined,
  most: number,
): string | undefined {
  if (!exception) return most > 1 ? `${operation} leaves ${most} entries` : undefined
  const isTooFew = exception.leaves === 'several' && most === 1
  return isTooFew ? `${operation} is listed as leaving several entries, and left one` : undefined
}
