import type { PriceListEntry, PriceTier } from '@comptoir/contracts/catalog/price-list-schemas'
import type { FieldError } from '@comptoir/contracts/problem'
import type { PriceListContent } from './price-list-change.ts'

/** What the catalogue has, drafts included. */
export type Known = {
  readonly sku: (sku: string) => boolean
  readonly product: (productId: string) => boolean
  readonly category: (categoryId: string) => boolean
}

/** The currency of every base price. */
const baseCurrency = 'EUR'

/** What is wrong with a list, each with its field; nothing when it can be stored. */
export function problemsOf(content: PriceListContent, known: Known): FieldError[] {
  const { startsAt, endsAt, entries, currency } = content
  const isBackwards = startsAt !== undefined && endsAt !== undefined && endsAt <= startsAt
  const targets = entries.map(targetOf)
  return [
    ...(isBackwards ? [error('endsAt', 'window', 'it ends before it starts')] : []),
    ...entries.flatMap((entry, n) => [
      ...targetProblems(entry, known, `entries.${n}`),
      ...tierProblems(entry, currency, `entries.${n}.tiers`),
      ...(targets.indexOf(targets[n] ?? '') < n
        ? [error(`entries.${n}`, 'repeated', 'another entry is for the same')]
        : []),
    ]),
  ]
}

function targetProblems(entry: PriceListEntry, known: Known, field: string): FieldError[] {
  const { sku, productId, categoryId } = entry
  const named = [sku, productId, categoryId].filter((target) => target !== undefined)
  if (named.length !== 1)
    return [error(field, 'target', 'one of sku, productId, categoryId is required')]
  if (sku !== undefined && !known.sku(sku)) return [unknown(field, 'sku', sku)]
  if (productId !== undefined && !known.product(productId)) {
    return [unknown(field, 'productId', productId)]
  }
  if (categoryId === undefined || known.category(categoryId)) return []
  return [unknown(field, 'categoryId', categoryId)]
}

function tierProblems(
  { sku, tiers }: PriceListEntry,
  currency: string,
  field: string,
): FieldError[] {
  const quantities = new Set(tiers.map(({ minQuantity }) => minQuantity))
  const repeated = quantities.size < tiers.length
  return [
    ...(repeated ? [error(field, 'repeated', 'two tiers begin at the same quantity')] : []),
    ...tiers.flatMap((tier, n) => priceProblem(tier, { sku, currency }, `${field}.${n}`) ?? []),
  ]
}

function priceProblem(
  { amount, percentOffBps }: PriceTier,
  { sku, currency }: { sku: string | undefined; currency: string },
  field: string,
): FieldError | undefined {
  if ((amount === undefined) === (percentOffBps === undefined)) {
    return error(field, 'price', 'one of amount, percentOffBps is required')
  }
  if (amount !== undefined && sku === undefined) {
    return error(`${field}.amount`, 'price', 'an amount is for one SKU')
  }
  if (percentOffBps === undefined || currency === baseCurrency) return undefined
  const message = `base prices are in ${baseCurrency}: a part off them is no price in ${currency}`
  return error(`${field}.percentOffBps`, 'currency', message)
}

const targetOf = ({ sku, productId, categoryId }: PriceListEntry): string =>
  [sku?.toLowerCase(), productId, categoryId].join('\n')

const unknown = (field: string, kind: keyof PriceListEntry, value: string): FieldError =>
  error(`${field}.${kind}`, 'unknown', `the catalogue has no ${value}`)

const error = (field: string, code: string, message: string): FieldError => ({
  field,
  code,
  message,
})
