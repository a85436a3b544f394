import type { Movement } from './movements.ts'

/** What happened on a day; amounts in minor units. */
export type DaySums = {
  orders: number
  /** Of the orders of the day, as they were confirmed. */
  basketGross: number
  gross: number
  net: number
  refusedPayments: number
}

export const noSums = (): DaySums => ({
  ...{ orders: 0, basketGross: 0, gross: 0, net: 0, refusedPayments: 0 },
})

/** The sums of some days. Movements of other days are left out. */
export function sumsByDay(
  movements: Iterable<Movement>,
  days: readonly string[],
  dayOf: (ms: number) => string,
): Map<string, DaySums> {
  const sums = new Map(days.map((day) => [day, noSums()]))
  for (const movement of movements) {
    const own = sums.get(dayOf(movement.atMs))
    if (own) add(own, movement)
  }
  return sums
}

function add(sums: DaySums, { kind, gross, net }: Movement): void {
  sums.gross += gross
  sums.net += net
  if (kind === 'refusal') sums.refusedPayments++
  if (kind !== 'sale') return
  sums.orders++
  sums.basketGross += gross
}

export function total(all: Iterable<DaySums>): DaySums {
  const sums = noSums()
  for (const one of all) {
    sums.orders += one.orders
    sums.basketGross += one.basketGross
    sums.gross += one.gross
    sums.net += one.net
    sums.refusedPayments += one.refusedPayments
  }
  return sums
}

/** What an order came to; nothing of no orders. */
export const averageBasket = ({ basketGross, orders }: DaySums): number =>
  orders === 0 ? 0 : Math.round(basketGross / orders)
