import type { ProductInput, ProductStatus, ProductView } from '@comptoir/contracts/catalog/schemas'
import { readMoney } from '../../../ui/fields/money-text.ts'
import { productInputOf } from '../product-input.ts'

/** What somebody typed into a row of the list; what is not here is as it was. */
export type RowTyped = {
  readonly price?: string
  readonly status?: ProductStatus
  readonly threshold?: string
}
export type RowField = 'price' | 'threshold'

/** What a row sends: the whole product, the threshold of its stock, or both. */
export type RowChange = {
  readonly product?: ProductInput
  readonly threshold?: number
}

type Locale = 'fr' | 'en'

const currency = 'EUR'
const highestThreshold = 1_000_000

/** A field of a row that says nothing that can be sent. */
export function rowFault({ price, threshold }: RowTyped, locale: Locale): RowField | undefined {
  // nothing is sold for nothing
  if (price !== undefined && !(readMoney(price, currency, locale) ?? 0)) return 'price'
  return threshold !== undefined && thresholdIn(threshold) === undefined ? 'threshold' : undefined
}

function thresholdIn(text: string): number | undefined {
  const plain = text.trim()
  const number = /^\d{1,7}$/.test(plain) ? Number(plain) : undefined
  return number !== undefined && number <= highestThreshold ? number : undefined
}

/** What is to be sent for a row; a price is that of the only variant. */
export function rowChange(typed: RowTyped, product: ProductView, locale: Locale): RowChange {
  const { price, status, threshold } = typed
  const isProduct = price !== undefined || status !== undefined
  const input = productInputOf(product)
  const amount = price === undefined ? undefined : readMoney(price, currency, locale)
  const changed: ProductInput = {
    ...input,
    status: status ?? product.status,
    variants: input.variants.map((variant) =>
      amount === undefined ? variant : { ...variant, price: { ...variant.price, amount } },
    ),
  }
  const number = threshold === undefined ? undefined : thresholdIn(threshold)
  return {
    ...(isProduct && { product: changed }),
    ...(number !== undefined && { threshold: number }),
  }
}

/** What was typed without what is the same as before. */
export function reallyTyped(typed: RowTyped, before: RowTyped, locale: Locale): RowTyped {
  const { price, status, threshold } = typed
  const amountOf = (text = '') => readMoney(text, currency, locale)
  const isSamePrice = amountOf(price) !== undefined && amountOf(price) === amountOf(before.price)
  return {
    ...(price !== undefined && !isSamePrice && { price }),
    ...(status !== undefined && status !== before.status && { status }),
    ...(threshold !== undefined && threshold.trim() !== before.threshold && { threshold }),
  }
}
