import { isDeepStrictEqual } from 'node:util'
import type { FieldError } from '@comptoir/contracts/problem'
import type {
  CarrierOption,
  ShippingZone,
  Tariff,
  TariffBook,
  TariffCarrier,
  TariffChange,
  ZoneTariff,
} from '@comptoir/contracts/shipping/tariff-schemas'
import { refuse } from '@comptoir/service/problems/refusal'

/** Carriers, their options, zones and tariffs: one document, so that a table is imported whole or not at all. */
export type Tariffs = Omit<TariffBook, 'version'>

/** Who changes something, when and why. */
export type Author = {
  readonly by: string
  readonly at: string
  readonly reason?: string | undefined
}

/** How many changes are kept: about a year of a busy shop. */
const keptChanges = 300

/** Creates or changes a carrier; the same tariffs when it is so already. */
export function putCarrier(book: Tariffs, carrier: TariffCarrier, author: Author): Tariffs {
  const known = book.carriers.find(({ code }) => code === carrier.code)
  if (isDeepStrictEqual(known, carrier)) return book
  const what = { action: known ? 'changed' : 'added', carrierCode: carrier.code } as const
  return recorded({ ...book, carriers: put(book.carriers, known, carrier) }, author, [what])
}

/** Creates or changes an option. Refuses one of a carrier that is not there, and one that another carrier has. */
export function putOption(book: Tariffs, option: CarrierOption, author: Author): Tariffs {
  const { optionId, carrierCode } = option
  if (!book.carriers.some(({ code }) => code === carrierCode))
    throw refuse('not_found', `there is no carrier ${carrierCode}`)
  const known = book.options.find((one) => one.optionId === optionId)
  if (known && known.carrierCode !== carrierCode)
    throw refuse('conflict', `${optionId} is an option of ${known.carrierCode}`)
  if (known && (known.kind === 'pickup') !== (option.kind === 'pickup'))
    throw invalid('kind', 'fixed', 'an option to the door cannot become one to a pickup point')
  if (isDeepStrictEqual(known, option)) return book
  const what = { action: known ? 'changed' : 'added', carrierCode, optionId } as const
  return recorded({ ...book, options: put(book.options, known, option) }, author, [what])
}

/** Creates or changes a zone. Refuses an area of another zone: every postal code is in one zone at most. */
export function putZone(book: Tariffs, zone: ShippingZone, author: Author): Tariffs {
  const { zoneId } = zone
  const known = book.zones.find((one) => one.zoneId === zoneId)
  if (isDeepStrictEqual(known, zone)) return book
  const others = book.zones.filter((one) => one !== known)
  const taken = new Map(
    others.flatMap((one) => areasOf(one).map(({ area }) => [area, one.zoneId] as const)),
  )
  for (const { area, field } of areasOf(zone)) {
    const owner = taken.get(area)
    if (owner) throw invalid(field, 'in_another_zone', `${area} is in the zone ${owner}`)
  }
  const what = { action: known ? 'changed' : 'added', zoneId } as const
  return recorded({ ...book, zones: put(book.zones, known, zone) }, author, [what])
}

const areasOf = ({ areas }: ShippingZone) =>
  areas.flatMap(({ countryCode, postalPrefixes }, index) => {
    const field = `areas.${index}.postalPrefixes`
    if (postalPrefixes.length === 0) return [{ area: countryCode, field }]
    return postalPrefixes.map((prefix) => ({ area: `${countryCode} ${prefix}`, field }))
  })

/** Sets tariffs, all of them or none; the same tariffs when they are so already. `action` is `imported` for a table. */
export function putTariffs(
  book: Tariffs,
  wanted: readonly ZoneTariff[],
  { action, ...author }: Author & { readonly action?: 'imported' },
): Tariffs {
  let tariffs = book.tariffs
  const changes: Omit<TariffChange, 'at' | 'by'>[] = []
  for (const tariff of wanted) {
    checkOffered(book, tariff)
    const [problem] = problemsOf(tariff)
    if (problem) throw invalid(problem.field, problem.code, problem.message)
    const known = tariffOf(book, tariff)
    if (isDeepStrictEqual(known, tariff)) continue
    tariffs = put(tariffs, known, tariff)
    const { optionId, zoneId } = tariff
    const before = known && { previous: contentOf(known) }
    const what = action ?? (known ? 'changed' : 'added')
    changes.push({ action: what, optionId, zoneId, ...before, tariff: contentOf(tariff) })
  }
  return changes.length === 0 ? book : recorded({ ...book, tariffs }, author, changes)
}

type Which = Pick<ZoneTariff, 'optionId' | 'zoneId'>

/** Takes an option out of a zone; the same tariffs when it is not offered there. */
export function removeTariff(book: Tariffs, { optionId, zoneId }: Which, author: Author): Tariffs {
  const known = tariffOf(book, { optionId, zoneId })
  if (!known) return book
  const tariffs = book.tariffs.filter((one) => one !== known)
  const what = { action: 'removed', optionId, zoneId, previous: contentOf(known) } as const
  return recorded({ ...book, tariffs }, author, [what])
}

/** The tariff of an option in a zone. */
export const tariffOf = ({ tariffs }: Tariffs, which: Which): ZoneTariff | undefined =>
  tariffs.find(({ optionId, zoneId }) => optionId === which.optionId && zoneId === which.zoneId)

function checkOffered({ options, zones }: Tariffs, { optionId, zoneId }: Which): void {
  if (!options.some((option) => option.optionId === optionId))
    throw refuse('not_found', `there is no option ${optionId}`)
  if (!zones.some((zone) => zone.zoneId === zoneId))
    throw refuse('not_found', `there is no zone ${zoneId}`)
}

/** What makes a tariff no tariff: a heavier parcel never costs less, and arrives no sooner than it can. */
export function problemsOf({ tiers, deliveryDays }: Tariff): FieldError[] {
  const problems: FieldError[] = []
  for (const [index, { upToGrams, price }] of tiers.entries()) {
    const before = tiers[index - 1]
    if (before && upToGrams <= before.upToGrams)
      problems.push(fault(`tiers.${index}.upToGrams`, 'not_ascending', 'tiers go up in weight'))
    if (before && price < before.price)
      problems.push(fault(`tiers.${index}.price`, 'falls', 'a heavier parcel never costs less'))
  }
  if (deliveryDays.max < deliveryDays.min)
    problems.push(fault('deliveryDays.max', 'too_low', 'is less than the least days'))
  return problems
}

const fault = (field: string, code: string, message: string): FieldError => ({
  field,
  code,
  message,
})

function invalid(field: string, code: string, message: string) {
  return refuse('invalid_request', message, { errors: [fault(field, code, message)] })
}

const contentOf = ({ tiers, freeFrom, deliveryDays }: Tariff): Tariff => ({
  ...{ tiers, deliveryDays },
  ...(freeFrom !== undefined && { freeFrom }),
})

/** A list with something in the place of what was known of it, else at the end. */
function put<T>(list: readonly T[], known: T | undefined, next: T): T[] {
  return known === undefined ? [...list, next] : list.map((one) => (one === known ? next : one))
}

function recorded(
  book: Tariffs,
  { by, at, reason }: Author,
  changes: readonly Omit<TariffChange, 'at' | 'by'>[],
): Tariffs {
  const added = changes.map((change) => ({ at, by, ...change, ...(reason && { reason }) }))
  return { ...book, history: [...book.history, ...added].slice(-keptChanges) }
}
