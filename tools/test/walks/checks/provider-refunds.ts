import type { MemoryPlatform } from '../platform/memory-platform.ts'

/**
 * A refund that the shop asked for is made once. The books of the shop cannot tell: one that is made again looks as if
 * somebody had made it in the provider's dashboard, and gets its credit note.
 */
export function repeatedRefunds({ stripe, paypal }: MemoryPlatform): string[] {
  const ids = [
    ...[...stripe.books.refunds.values()].map(({ metadata }) => metadata['refund_id']),
    ...[...paypal.books.refunds.values()].map(({ customId }) => customId),
  ]
  const times = Map.groupBy(
    ids.filter((id) => id !== undefined),
    (id) => id,
  )
  return [...times].flatMap(([id, { length }]) =>
    length > 1 ? [`the provider made refund ${id} ${length} times`] : [],
  )
}
