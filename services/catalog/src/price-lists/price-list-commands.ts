import type { NewPriceList, PriceListInput } from '@comptoir/contracts/catalog/price-list-schemas'
import { lookUp } from '@comptoir/contracts/look-up'
import type { Document } from '@comptoir/dapr/documents/documents'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Catalogue } from '../memory/catalogue.ts'
import type { PriceList } from './price-list.ts'
import {
  archivePriceList,
  changePriceList,
  isAsAsked,
  newPriceList,
  type PriceListChange,
  type PriceListContent,
} from './price-list-change.ts'
import { problemsOf } from './price-list-check.ts'
import type { PriceLists } from './price-list-store.ts'
import { instantOf } from './shop-time.ts'

export type PriceListCommandDeps = {
  priceLists: PriceLists
  catalogue: Catalogue
  clock: () => Date
}

export type PriceListCommands = ReturnType<typeof createPriceListCommands>

/** Writes price lists and shows them to this replica at once. */
export function createPriceListCommands({ priceLists, catalogue, clock }: PriceListCommandDeps) {
  function show(document: Document<PriceList>): Document<PriceList> {
    catalogue.putPriceList(document)
    return document
  }

  async function change(
    priceListId: string,
    rule: (list: PriceList) => PriceListChange,
    ifVersion: number | undefined,
  ) {
    return show(await priceLists.update(priceListId, rule, { ifVersion }))
  }

  return {
    /** Repeating it answers the same list; another one of that id is refused. */
    async create({ priceListId, ...input }: NewPriceList) {
      const content = checked(input, catalogue)
      const { list, events } = newPriceList(priceListId, content, clock())
      const { created, document } = await priceLists.create(priceListId, list, events)
      if (!created && !isAsAsked(document.data, content)) throw taken(priceListId)
      return show(document)
    },
    replace(priceListId: string, input: PriceListInput, ifVersion: number | undefined) {
      const content = checked(input, catalogue)
      const rule = (list: PriceList) => {
        if (list.currency !== content.currency) throw otherCurrency(list.currency)
        return changePriceList(list, content, clock())
      }
      return change(priceListId, rule, ifVersion)
    },
    archive: (priceListId: string, ifVersion: number | undefined) =>
      change(priceListId, (list) => archivePriceList(list, clock()), ifVersion),
  }
}

/** The input with its moments in UTC and its tiers by quantity; refuses what cannot be a list, with the fields. */
function checked(input: PriceListInput, catalogue: Catalogue): PriceListContent {
  const content = {
    ...input,
    startsAt: momentOf(input, 'startsAt'),
    endsAt: momentOf(input, 'endsAt'),
    entries: input.entries.map(({ tiers, ...target }) => ({
      ...target,
      tiers: tiers.toSorted((a, b) => a.minQuantity - b.minQuantity),
    })),
  }
  const errors = problemsOf(content, {
    sku: (sku) => catalogue.variantOf(sku) !== undefined,
    product: (productId) => catalogue.versionOf(productId) > 0,
    category: (categoryId) => lookUp(catalogue.tree(), categoryId) !== undefined,
  })
  if (errors.length === 0) return content
  throw refuse('invalid_request', 'the price list is not valid', { errors: errors.slice(0, 100) })
}

/** A moment of the input in UTC; refuses one that cannot be. */
function momentOf(input: PriceListInput, field: 'startsAt' | 'endsAt'): string | undefined {
  const moment = input[field]
  if (moment === undefined) return undefined
  const instant = instantOf(moment)
  if (instant !== undefined) return instant
  throw refuse('invalid_request', `${field} is no moment of a shop`, {
    errors: [{ field, code: 'moment', message: 'it is too early, too late or too exact' }],
  })
}

const taken = (priceListId: string) =>
  refuse('already_exists', `another price list has the id ${priceListId}`, {
    errors: [{ field: 'priceListId', code: 'already_exists', message: 'it is taken' }],
  })

const otherCurrency = (currency: string) =>
  refuse('invalid_request', 'a price list keeps its currency', {
    errors: [{ field: 'currency', code: 'currency', message: `its currency is ${currency}` }],
  })
