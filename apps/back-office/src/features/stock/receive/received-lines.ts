import { wholeNumber } from '../item/movement-wish.ts'
import { skuIn } from '../list/stock-search.ts'

/** A line of goods that came in. Its key makes it count once, however often it is sent. */
export type ReceivedLine = {
  readonly key: string
  readonly sku: string
  readonly quantity: number
  readonly reason: string
  readonly reference: string
  /** `failed`: nobody knows whether it arrived; `refused`: it did not count. */
  readonly state: 'sending' | 'done' | 'failed' | 'refused'
  /** On hand after it, once it is done. */
  readonly onHand?: number
  /** The code of what went wrong. */
  readonly code?: string
}

export type NewLine = Pick<ReceivedLine, 'sku' | 'quantity' | 'reason' | 'reference'>

/** A line as it is typed or scanned. */
export type TypedLine = { readonly sku: string; readonly quantity: string }

type ReadLine =
  | { readonly isWhole: true; readonly sku: string; readonly quantity: number }
  | {
      readonly isWhole: false
      readonly sku: string | undefined
      readonly quantity: number | undefined
    }

/** What a line says; whole when a SKU can be written so, and one piece or more came in. */
export function readLine(typed: TypedLine): ReadLine {
  const sku = skuIn(typed.sku)
  const count = wholeNumber(typed.quantity)
  const isCount = count !== undefined && count > 0 && count <= 100_000
  const quantity = isCount ? count : undefined
  if (sku === undefined || quantity === undefined) return { isWhole: false, sku, quantity }
  return { isWhole: true, sku, quantity }
}

/** The lines with one changed; the others stay as they are. */
export const changedLine = (
  lines: readonly ReceivedLine[],
  key: string,
  change: Partial<ReceivedLine>,
): readonly ReceivedLine[] =>
  lines.map((line) => (line.key === key ? { ...line, ...change } : line))

/** Refusals that say nothing of an earlier try whose answer was lost. */
const undecided: readonly number[] = [401, 403, 408, 429]

/** What an error says of a line: refused for good, or to be sent again with the same key. */
export function stateAfter(status: number): 'failed' | 'refused' {
  return status >= 400 && status < 500 && !undecided.includes(status) ? 'refused' : 'failed'
}

/** Lines that a tab kept: what was being sent when it closed may have arrived or not. */
export function readLines(text: string | null): readonly ReceivedLine[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]')
    if (!Array.isArray(kept)) return []
    return kept.filter(isLine).map((line) => {
      return line.state === 'sending' ? { ...line, state: 'failed', code: 'network' } : line
    })
  } catch {
    return []
  }
}

function isLine(value: unknown): value is ReceivedLine {
  if (typeof value !== 'object' || value === null) return false
  const { key, sku, quantity, state } = value as Partial<ReceivedLine>
  return (
    typeof key === 'string' &&
    typeof sku === 'string' &&
    typeof quantity === 'number' &&
    typeof state === 'string'
  )
}

/** How many lines have arrived, and how many pieces. */
export function receivedSum(lines: readonly ReceivedLine[]) {
  const done = lines.filter(({ state }) => state === 'done')
  return { lines: done.length, pieces: done.reduce((sum, { quantity }) => sum + quantity, 0) }
}
