import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import { dayOf, daysBefore, soldDays, sumOf, unitsOf } from './sold-days.ts'
import type { SoldUnits, Units } from './sold-units.ts'

type Following = { readonly soldUnits: SoldUnits; readonly clock: () => Date }

/** Counts what orders have as they are confirmed. One that comes when its day is no longer looked at is left out. */
export const countSold = ({ soldUnits, clock }: Following): Subscriber =>
  on(OrderConfirmed, async ({ orderId, confirmedAt, lines }) => {
    const day = dayOf(confirmedAt)
    const first = daysBefore(dayOf(clock().toISOString()), soldDays).at(-1) ?? day
    if (day >= first) await soldUnits.count({ orderId, day, units: unitsOf(lines) })
  })

type Reading = Following & {
  readonly catalogue: { replaceSold(units: Units): void }
}

/** Days before yesterday hardly change: an order told late is seen within the hour. */
const everyHourMs = 3_600_000

/** Shows this replica what was sold in the last 30 days. To be called again and again. */
export function createSoldReader({ soldUnits, clock, catalogue }: Reading) {
  let known = new Map<string, Units>()
  let readAllAtMs = Number.NEGATIVE_INFINITY
  return async function read(): Promise<void> {
    const now = clock()
    const days = daysBefore(dayOf(now.toISOString()))
    const isWhole = now.getTime() - readAllAtMs >= everyHourMs
    const unitsOfDays = await Promise.all(
      days.map(async (day, n) => {
        const held = n < 2 || isWhole ? undefined : known.get(day)
        return [day, held ?? (await soldUnits.read(day))] as const
      }),
    )
    known = new Map(unitsOfDays)
    if (isWhole) readAllAtMs = now.getTime()
    catalogue.replaceSold(sumOf(known.values()))
  }
}
