import type { TaxRate } from '@comptoir/contracts/billing/schemas'
import type { TaxRateChange } from '@comptoir/contracts/billing/tax-schemas'
import { refuse } from '@comptoir/service/problems/refusal'

/** A rate from a day on, until the next one of its class: it has no end of its own. */
export type RateFrom = {
  readonly region?: string | undefined
  readonly taxClass: string
  readonly rateBps: number
  readonly validFrom: string
}

/** The VAT rates of a country and its regions. What is in force or over never changes; every change is kept. */
export type TaxTable = {
  readonly countryCode: string
  readonly rates: readonly RateFrom[]
  readonly history: readonly TaxRateChange[]
}

/** Who changes something, when, on which day in Paris, and why. */
export type TaxChange = {
  readonly by: string
  readonly at: string
  readonly today: string
  readonly reason?: string | undefined
}

type Which = Omit<RateFrom, 'rateBps'>

const isSame = (rate: Which, other: Which) =>
  rate.region === other.region &&
  rate.taxClass === other.taxClass &&
  rate.validFrom === other.validFrom

/**
 * Sets a rate from a day on; the same table when it is so already. Refuses a day that is over (`invalid_request`), and another
 * rate in place of one that is in force (`transition_refused`): its successor begins on a later day.
 */
export function setRate(table: TaxTable, rate: RateFrom, change: TaxChange): TaxTable {
  const known = table.rates.find((one) => isSame(one, rate))
  if (known?.rateBps === rate.rateBps) return table
  if (known && known.validFrom <= change.today) throw inForce()
  if (rate.validFrom < change.today) throw isOver(rate.validFrom)
  const rates = [...table.rates.filter((one) => one !== known), rate]
  return { ...table, rates, history: [...table.history, recorded(table, change, known, rate)] }
}

/** Takes back a rate that is not in force yet; the same table when there is none. Refuses others (`transition_refused`). */
export function removeRate(table: TaxTable, which: Which, change: TaxChange): TaxTable {
  const known = table.rates.find((one) => isSame(one, which))
  if (!known) return table
  if (known.validFrom <= change.today) throw inForce()
  const rates = table.rates.filter((one) => one !== known)
  return { ...table, rates, history: [...table.history, recorded(table, change, known, undefined)] }
}

function inForce() {
  const detail = 'the rate is in force: set another one from a later day on'
  return refuse('transition_refused', detail)
}

function isOver(day: string) {
  const message = `${day} is over: orders of that day have their rate`
  const error = { field: 'validFrom', code: 'in_the_past', message }
  return refuse('invalid_request', message, { errors: [error] })
}

function recorded(
  { countryCode }: TaxTable,
  { at, by, reason }: TaxChange,
  before: RateFrom | undefined,
  after: RateFrom | undefined,
): TaxRateChange {
  const which = after ?? before
  const replaced = after ? 'changed' : 'removed'
  const action = before ? replaced : 'added'
  return {
    ...{ at, by, action, place: which?.region ?? countryCode },
    ...{ taxClass: which?.taxClass, validFrom: which?.validFrom },
    ...(after && { rateBps: after.rateBps }),
    ...(before && { previousRateBps: before.rateBps }),
    ...(reason && { reason }),
  }
}

/** The rates with their last days, oldest first, those of the whole country before those of regions. */
export function datedRates({ countryCode, rates }: TaxTable): TaxRate[] {
  const sorted = rates.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))
  return sorted.map((rate, at) => {
    const next = sorted[at + 1]
    const isSuccessor = next?.region === rate.region && next?.taxClass === rate.taxClass
    const { region, ...rest } = rate
    return {
      ...{ countryCode, ...(region && { region }), ...rest },
      ...(next && isSuccessor && { validTo: dayBefore(next.validFrom) }),
    }
  })
}

const orderOf = ({ region = '', taxClass, validFrom }: RateFrom) =>
  `${region} ${taxClass} ${validFrom}`

const dayInMs = 24 * 3600 * 1000
const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - dayInMs).toISOString().slice(0, 10)

/** The rates in force on a calendar day (`2026-11-21`), both ends included; with `upcoming` those of later days too. */
export function ratesInForce(
  rates: readonly TaxRate[],
  { day, upcoming = false }: { day: string; upcoming?: boolean | undefined },
): TaxRate[] {
  return rates.filter(
    ({ validFrom, validTo }) =>
      (upcoming || validFrom <= day) && (validTo === undefined || day <= validTo),
  )
}
