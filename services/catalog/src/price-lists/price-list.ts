import type { PriceCustomer } from '@comptoir/contracts/catalog/internal-routes'
import type { PriceListPhase, PriceTier } from '@comptoir/contracts/catalog/price-list-schemas'
import type { Money } from '@comptoir/contracts/common'
import { money, reduceByBps } from '@comptoir/money'
import type { z } from 'zod'
import type { StoredEntry, StoredPriceList } from './stored-price-list.ts'

export type PriceList = Readonly<z.output<typeof StoredPriceList>>
export type ListEntry = Readonly<z.output<typeof StoredEntry>>

/** An entry with the list that it is in: one of the prices that a SKU may have. */
export type Offer = { readonly list: PriceList; readonly entry: ListEntry }

export type Customer = Readonly<PriceCustomer>

/** Who asks for the price of how many pieces, and when (an instant in UTC). */
export type PriceQuestion = {
  readonly base: Money
  /** Of the cart: a list of another one never applies. */
  readonly currency: string
  readonly quantity: number
  readonly customer: Customer
  readonly at: string
}

export type ListPrice = {
  readonly price: Money
  readonly list: PriceList
  readonly minQuantity: number
}

/**
 * The price that lists give, if any does. Of lists that apply, the one of highest priority counts; of equal ones the lowest
 * price, then the first id. Within a list an entry of the SKU goes before one of its product, that before categories; of
 * several categories the lowest price counts. `offers` are those of one SKU, in any order.
 */
export function listPriceOf(
  offers: readonly Offer[],
  question: PriceQuestion,
): ListPrice | undefined {
  const applying = offers.filter(({ list }) => applies(list, question))
  const byList = Map.groupBy(applying, ({ list }) => list.priceListId)
  const ofLists = [...byList.values()].flatMap((own) => {
    const candidates = own.flatMap((offer) => candidateOf(offer, question) ?? [])
    return candidates.toSorted(byCloseness)[0] ?? []
  })
  return ofLists.toSorted(byPriority)[0]
}

/** On what the price of a SKU depends at an instant: whether another customer or another quantity may have another one. */
export function dependenciesOf(
  offers: readonly Offer[],
  { at, currency }: Pick<PriceQuestion, 'at' | 'currency'>,
): ('customer' | 'quantity')[] {
  const running = offers.filter(({ list }) => list.currency === currency && isRunning(list, at))
  const byCustomer = running.some(({ list }) => !isForEveryone(list))
  const byQuantity = running.some(({ entry }) => entry.tiers.some((tier) => tier.minQuantity > 1))
  return [
    ...(byCustomer ? (['customer'] as const) : []),
    ...(byQuantity ? (['quantity'] as const) : []),
  ]
}

/** Whether a list prices anything at an instant: its start is part of the window, its end is not. */
export function isRunning({ status, startsAt, endsAt }: PriceList, at: string): boolean {
  if (status !== 'active') return false
  return (startsAt === undefined || startsAt <= at) && (endsAt === undefined || at < endsAt)
}

export const isForEveryone = ({ customerStatuses, customerTags }: PriceList): boolean =>
  customerStatuses.length === 0 && customerTags.length === 0

export function phaseOf(list: PriceList, at: string): PriceListPhase {
  if (list.status !== 'active') return list.status
  if (isRunning(list, at)) return 'running'
  return list.startsAt !== undefined && at < list.startsAt ? 'scheduled' : 'ended'
}

/** The price of a tier, if it has one from this base: a part off a base of another currency is none. */
export function tierPrice(
  { amount, percentOffBps }: Pick<PriceTier, 'amount' | 'percentOffBps'>,
  { base, currency }: Pick<PriceQuestion, 'base' | 'currency'>,
): Money | undefined {
  if (amount !== undefined) return money(amount, currency)
  if (percentOffBps === undefined || base.currency !== currency) return undefined
  return reduceByBps(base, percentOffBps)
}

type Candidate = ListPrice & { readonly rank: number }

function applies(list: PriceList, { currency, at, customer }: PriceQuestion): boolean {
  return list.currency === currency && isRunning(list, at) && isFor(list, customer)
}

function isFor(list: PriceList, { status, tags = [] }: Customer): boolean {
  if (isForEveryone(list)) return true
  if (status !== undefined && list.customerStatuses.includes(status)) return true
  return list.customerTags.some((tag) => tags.includes(tag))
}

function candidateOf({ list, entry }: Offer, question: PriceQuestion): Candidate | undefined {
  const reached = entry.tiers.filter(({ minQuantity }) => minQuantity <= question.quantity)
  const tier = reached.reduce<PriceTier | undefined>(
    (best, one) => (best && best.minQuantity > one.minQuantity ? best : one),
    undefined,
  )
  const price = tier && tierPrice(tier, question)
  return price && { price, list, minQuantity: tier.minQuantity, rank: rankOf(entry) }
}

/** How closely an entry names what it is for. */
export function rankOf({ sku, productId }: Pick<ListEntry, 'sku' | 'productId'>): number {
  if (sku !== undefined) return 2
  return productId === undefined ? 0 : 1
}

/** Of one list. */
const byCloseness = (a: Candidate, b: Candidate): number =>
  b.rank - a.rank || a.price.amount - b.price.amount || a.minQuantity - b.minQuantity

/** Of several lists. */
const byPriority = (a: Candidate, b: Candidate): number =>
  b.list.priority - a.list.priority ||
  a.price.amount - b.price.amount ||
  (a.list.priceListId < b.list.priceListId ? -1 : 1)
