import { walk } from '@comptoir/dapr/documents/walk'
import { parisDayOf } from '@comptoir/money/tax-rates'
import type { Logger } from '@comptoir/service/observability/log'
import { createGauge } from '@comptoir/service/observability/metrics'
import { isIssued } from '../invoice/invoice.ts'
import type { Invoices } from '../invoice/invoice-store.ts'
import {
  addDistanceSale,
  type DistanceTotal,
  destinationVatDay,
  distanceSaleOf,
  noDistanceSales,
} from './distance-sales.ts'
import type { TaxSettingsStore } from './tax-settings-store.ts'

type CounterDeps = {
  readonly invoices: Invoices
  readonly taxSettings: Pick<TaxSettingsStore, 'get'>
  readonly clock: () => Date
  readonly log: Pick<Logger, 'warn'>
}

/** How far a year is, and whether the shop charges accordingly. */
export type DistanceYear = {
  readonly year: number
  readonly total: DistanceTotal
  readonly before: DistanceTotal
  /** From this day on consumers are owed the VAT of their country. */
  readonly dueFrom?: string | undefined
  readonly ossFrom?: string | undefined
  /** It is due, and the setting begins later or not at all. */
  readonly isLate: boolean
}

export type DistanceCounter = ReturnType<typeof createDistanceCounter>

/**
 * The distance sales of a year. Each issued document is in an index once, by its id; the sum is made from the documents, so
 * that no crash and no repetition can make it wrong, and `npm run reindex` makes it again.
 */
export function createDistanceCounter({ invoices, taxSettings, clock, log }: CounterDeps) {
  let last: DistanceYear | undefined
  createGauge(
    {
      name: 'comptoir_distance_sales_minor',
      help: 'Distance sales of this year without VAT, in cents, credit notes taken off',
    },
    (set) => last && set(last.total.sum),
  )
  createGauge(
    {
      name: 'comptoir_destination_vat_late',
      help: '1: consumers of other member states are owed the VAT of their country, and are not charged it (ossFrom)',
    },
    (set) => last && set(last.isLate ? 1 : 0),
  )

  async function totalOf(year: number): Promise<DistanceTotal> {
    let total = noDistanceSales
    const documents = { collection: invoices, index: 'distanceSales', key: String(year) }
    for await (const { id, data } of walk(documents)) {
      if (isIssued(data)) total = addDistanceSale(total, distanceSaleOf(id, data))
    }
    return total
  }

  async function read(year: number): Promise<DistanceYear> {
    const [total, before, { data }] = await Promise.all([
      totalOf(year),
      totalOf(year - 1),
      taxSettings.get(),
    ])
    const { ossFrom } = data.settings
    const dueFrom = destinationVatDay(year, total, before)
    const isLate = dueFrom !== undefined && (ossFrom === undefined || ossFrom > dueFrom)
    return { year, total, before, dueFrom, ossFrom, isLate }
  }

  return {
    read,
    thisYear: () => Number(parisDayOf(clock()).slice(0, 4)),
    /** Looks at the year that runs, for metrics; says aloud that the setting is late. */
    async watch(): Promise<void> {
      last = await read(Number(parisDayOf(clock()).slice(0, 4)))
      const { year, dueFrom, ossFrom, isLate, total } = last
      if (!isLate) return
      log.warn(
        { year, dueFrom, ossFrom, sum: total.sum },
        'distance sales have passed the threshold: set ossFrom, consumers are owed the VAT of their country',
      )
    },
  }
}
