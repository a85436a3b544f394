import type {
  NewPriceList,
  PriceListEntry,
  PriceListInput,
  PriceListView,
  PriceTier,
} from '@comptoir/contracts/catalog/price-list-schemas'
import type { FieldFault } from '@comptoir/site/call'
import type { Localized } from '@comptoir/site/localized'
import { given } from '../../../ui/data-list/list-search.ts'
import { localTime, momentOf } from '../../../ui/fields/shop-time.ts'
import { percentBps, percentField } from '../percent.ts'

export const targetKinds = ['sku', 'productId', 'categoryId'] as const
export type TargetKind = (typeof targetKinds)[number]

export const customerStatuses = [
  'standard',
  'silver',
  'gold',
  'vip',
] as const satisfies readonly PriceListView['customerStatuses'][number][]

/** A price from so many pieces on: an amount in minor units, or a percentage off as it is written. */
export type TierValues = {
  readonly minQuantity: string
  readonly kind: 'amount' | 'percent'
  readonly amount: number | null
  readonly percent: string
}

export type EntryValues = {
  readonly kind: TargetKind
  readonly target: string
  readonly tiers: readonly TierValues[]
}

/** A price list as it is edited. */
export type PriceListValues = {
  readonly priceListId: string
  readonly name: Localized
  readonly currency: string
  readonly status: string
  readonly customerStatuses: readonly string[]
  readonly customerTags: readonly string[]
  readonly priority: string
  /** On the shop's clocks: `2027-01-13T08:00`. */
  readonly startsAt: string
  readonly endsAt: string
  readonly entries: readonly EntryValues[]
}

export const newTier: TierValues = { minQuantity: '1', kind: 'amount', amount: null, percent: '' }
export const newEntry: EntryValues = { kind: 'sku', target: '', tiers: [newTier] }

export const noPriceList: PriceListValues = {
  ...{ priceListId: '', name: {}, currency: 'EUR', status: 'active', priority: '0' },
  ...{ customerStatuses: [], customerTags: [], startsAt: '', endsAt: '', entries: [newEntry] },
}

function tierValues(tier: PriceTier, locale: 'fr' | 'en'): TierValues {
  const { minQuantity, amount, percentOffBps } = tier
  return {
    minQuantity: String(minQuantity),
    kind: percentOffBps === undefined ? 'amount' : 'percent',
    amount: amount ?? null,
    percent: percentOffBps === undefined ? '' : percentField(percentOffBps, locale),
  }
}

function entryValues(entry: PriceListEntry, locale: 'fr' | 'en'): EntryValues {
  const kind = targetKinds.find((one) => entry[one] !== undefined) ?? 'sku'
  const tiers = entry.tiers.map((tier) => tierValues(tier, locale))
  return { kind, target: entry[kind] ?? '', tiers }
}

export function priceListValues(list: PriceListView, locale: 'fr' | 'en'): PriceListValues {
  const { priceListId, name, currency, status, customerTags, priority } = list
  return {
    ...{ priceListId, name, currency, status, customerTags, priority: String(priority) },
    customerStatuses: list.customerStatuses,
    startsAt: list.startsAt ? localTime(list.startsAt) : '',
    endsAt: list.endsAt ? localTime(list.endsAt) : '',
    entries: list.entries.map((entry) => entryValues(entry, locale)),
  }
}

/** What nobody filled in yet, by field; the rest the service says. */
export function priceListFaults({ entries }: PriceListValues): FieldFault[] {
  const fault = (field: string, code: string) => ({ field, code, message: code })
  if (entries.length === 0) return [fault('entries', 'too_small')]
  return entries.flatMap(({ target, tiers }, at) => [
    ...(target.trim() === '' ? [fault(`entries.${at}.target`, 'target')] : []),
    ...tiers.flatMap((tier, n) =>
      isPriced(tier) ? [] : [fault(`entries.${at}.tiers.${n}`, 'price')],
    ),
  ])
}

const isPriced = ({ kind, amount, percent }: TierValues) =>
  kind === 'amount' ? amount !== null : percentBps(percent) !== undefined

function tierBody({ minQuantity, kind, amount, percent }: TierValues): PriceTier {
  return {
    minQuantity: Number(minQuantity) || 1,
    ...(kind === 'amount'
      ? { amount: amount ?? undefined }
      : { percentOffBps: percentBps(percent) }),
  }
}

type Window = Pick<PriceListView, 'startsAt' | 'endsAt'>

/** The body of a change of what is stored; the id and the state of an archived list are no part of it. */
export function priceListBody(values: PriceListValues, stored: Window = {}): PriceListInput {
  const { name, currency, customerTags, startsAt, endsAt, entries } = values
  return given({
    ...{ name: { ...name }, currency: currency.trim().toUpperCase() },
    status: (['draft', 'active', 'archived'] as const).find((one) => one === values.status),
    customerStatuses: customerStatuses.filter((one) => values.customerStatuses.includes(one)),
    customerTags: [...customerTags],
    priority: Number(values.priority) || 0,
    startsAt: startsAt === '' ? undefined : momentOf(startsAt, stored.startsAt),
    endsAt: endsAt === '' ? undefined : momentOf(endsAt, stored.endsAt),
    entries: entries.map(({ kind, target, tiers }) => ({
      ...{ [kind]: target.trim(), tiers: tiers.map(tierBody) },
    })),
  })
}

export const newPriceListBody = (values: PriceListValues): NewPriceList => ({
  ...priceListBody(values),
  priceListId: values.priceListId.trim(),
})

/** The field of the form for a path of a refusal: `entries.3.sku` is the target of the entry. */
export const fieldOf = (path: string): string =>
  path.replace(/^(entries\.\d+)\.(sku|productId|categoryId)$/, '$1.target')
