import { reservationIdOf } from '@comptoir/contracts/ids'
import type { Order } from '@comptoir/contracts/orders/view'
import type { Discrepancy } from '../discrepancy.ts'
import { sumBySku } from '../order-file.ts'
import type { Books } from '../read-books.ts'

/** What is on hand is the sum of what moved; what is held is what open reservations ask for. */
export function stockFaults(books: Books): Discrepancy[] {
  const held = heldBySku(books)
  return books.stock.flatMap((account) =>
    accountFaults(account, held.get(account.item.sku) ?? 0).map((what) => ({
      rule: 'stock',
      subject: account.item.sku,
      what,
    })),
  )
}

function accountFaults({ item, movements }: Books['stock'][number], held: number): string[] {
  const moved = movements.reduce((sum, { quantity }) => sum + quantity, 0)
  const faults: string[] = []
  if (moved !== item.onHand) faults.push(`${item.onHand} on hand, but movements add up to ${moved}`)
  if ((item.onHand ?? 0) < 0) faults.push(`${item.onHand} on hand`)
  if (item.reserved !== held) faults.push(`${item.reserved} held, but orders ask for ${held}`)
  return faults
}

function heldBySku({ orders, reservations }: Books): Map<string, number> {
  const open = new Set(
    reservations
      .filter(({ status }) => status === 'reserved' || status === 'secured')
      .map(({ reservationId }) => reservationId),
  )
  const holds = ({ orderId }: Order) => open.has(reservationIdOf(orderId))
  return sumBySku(orders.filter(holds).flatMap(({ lines }) => lines))
}
