import type { Document } from '@comptoir/dapr/documents/documents'
import type { Offer, PriceList } from '../price-lists/price-list.ts'
import { offersInTime } from '../price-lists/public-price.ts'

/** A SKU with everything that entries of price lists may name. */
export type Priced = {
  readonly sku: string
  readonly productId: string
  /** Its categories and every one above them. */
  readonly categoryIds: readonly string[]
}

type Target = {
  sku?: string | undefined
  productId?: string | undefined
  categoryId?: string | undefined
}

/** Every price list in the memory of a replica, by what its entries are for. */
export function createPriceBook() {
  const documents = new Map<string, Document<PriceList>>()
  const current = createOffers()
  const inTime = createOffers()

  /** Takes a version unless a newer one is held; true when it was news. */
  function take(document: Document<PriceList>): boolean {
    const known = documents.get(document.id)
    if (known && known.version >= document.version) return false
    if (known) {
      current.remove(currentOffers(known.data))
      inTime.remove(offersInTime(known.data))
    }
    documents.set(document.id, document)
    current.add(currentOffers(document.data))
    inTime.add(offersInTime(document.data))
    return true
  }

  return {
    take,
    isEmpty: () => documents.size === 0,
    get: (priceListId: string) => documents.get(priceListId)?.data,
    versionOf: (priceListId: string) => documents.get(priceListId)?.version ?? 0,
    /** What lists say of a SKU, whoever asks and whenever. */
    offersOf: current.find,
    /** What lists say, or said until it was changed, of the price that everyone pays for one piece. */
    offersInTimeOf: inTime.find,
    /** When the next list starts, ends or is changed, after an instant. */
    nextChange: (after: string): string | undefined =>
      [...documents.values()]
        .flatMap(({ data }) => momentsOf(data))
        .filter((moment) => moment > after)
        .sort()[0],
    /** The lists that start, end or are changed after an instant, until another one. */
    changedBetween: (after: string, until: string): PriceList[] =>
      [...documents.values()]
        .map(({ data }) => data)
        .filter((list) => momentsOf(list).some((moment) => after < moment && moment <= until)),
  }
}

/** When a list gives other prices than before. Its last change may be yet to come: the clock of who made it goes before ours. */
const momentsOf = ({ startsAt, endsAt, updatedAt }: PriceList): string[] =>
  [startsAt, endsAt, updatedAt].filter((moment) => moment !== undefined)

const currentOffers = (list: PriceList): Offer[] =>
  list.status === 'active' ? list.entries.map((entry) => ({ list, entry })) : []

const nothing: readonly Offer[] = []

function createOffers() {
  const byTarget = new Map<string, readonly Offer[]>()
  const of = (key: string) => byTarget.get(key) ?? nothing

  return {
    add(offers: readonly Offer[]): void {
      for (const offer of offers) {
        const key = keyOf(offer.entry)
        byTarget.set(key, [...of(key), offer])
      }
    },
    remove(offers: readonly Offer[]): void {
      for (const { list, entry } of offers) {
        const key = keyOf(entry)
        const rest = of(key).filter((offer) => offer.list.priceListId !== list.priceListId)
        if (rest.length === 0) byTarget.delete(key)
        else byTarget.set(key, rest)
      }
    },
    find({ sku, productId, categoryIds }: Priced): readonly Offer[] {
      if (byTarget.size === 0) return nothing
      return [
        ...of(keyOf({ sku })),
        ...of(keyOf({ productId })),
        ...categoryIds.flatMap((categoryId) => of(keyOf({ categoryId }))),
      ]
    },
  }
}

function keyOf({ sku, productId, categoryId }: Target): string {
  if (sku !== undefined) return `sku ${sku.toLowerCase()}`
  return productId === undefined ? `category ${categoryId}` : `product ${productId}`
}
