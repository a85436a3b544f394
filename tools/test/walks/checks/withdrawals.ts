import { sumBySku } from '../../../src/reconcile/order-file.ts'
import type { Ending } from './ending.ts'

const failed = ['rejected', 'expired', 'cancelled']
const isHere = ['pending', 'awaiting_payment', 'confirmed', 'processing']

/** Whoever withdrew has their order cancelled, or sends something back: unless other returns had taken all of it before. */
export function withdrawalFaults({ walker, books }: Ending): string[] {
  const declared = walker.withdrawn.filter(
    ({ orderId }) => !waitsForStaff({ walker, books }, orderId),
  )
  return declared.flatMap(({ orderId, lines }) => {
    const order = books.orders.find((one) => one.orderId === orderId)
    const returns = order?.returns ?? []
    const isDone = returns.some(({ kind }) => kind === 'withdrawal')
    if (!order || failed.includes(order.status) || isDone) return []
    // some lines come back once they have left
    if (lines && isHere.includes(order.status)) return []
    const taken = sumBySku(returns.flatMap((one) => one.lines))
    const asked = lines ?? order.lines
    const isLeft = order.lines.some(
      ({ sku, quantity }) =>
        asked.some((line) => line.sku === sku) && (taken.get(sku) ?? 0) < quantity,
    )
    return isLeft ? [`nothing came of a withdrawal from ${orderId}`] : []
  })
}

/** Nothing tells any more that an order is of who was erased: staff say what was withdrawn from. */
function waitsForStaff({ walker, books }: Pick<Ending, 'walker' | 'books'>, orderId: string) {
  const isErased = walker.orders.some(
    (one) => one.orderId === orderId && walker.erased.some(({ email }) => email === one.email),
  )
  return isErased && books.withdrawals.some(({ outcome }) => outcome.kind === 'unmatched')
}
