import type { ProductChange } from '@comptoir/contracts/catalog/product-change-routes'
import type { Variant } from '../products/product.ts'

type PriceChange = Extract<ProductChange, { kind: 'price' }>

const wholeBps = 10_000

/** The variant at its new base price, in the minor units of its currency: one at least. */
export function changePrice(variant: Variant, change: PriceChange): Variant {
  const { price, compareAtPrice } = variant
  const amount = Math.max(1, ended(moved(price.amount, change), change.ending))
  if (amount === price.amount) return variant
  const former = change.showFormer && amount < price.amount ? price : compareAtPrice
  return { ...variant, price: { ...price, amount }, compareAtPrice: former }
}

/** Half a cent is rounded up. */
function moved(amount: number, { byBps, byAmount = 0 }: PriceChange): number {
  if (byBps === undefined) return amount + byAmount
  return Math.floor((amount * (wholeBps + byBps) + wholeBps / 2) / wholeBps)
}

/** The nearest price above nothing that ends so; of two as near, the lower one. */
function ended(amount: number, ending: number | undefined): number {
  if (ending === undefined) return amount
  const at = Math.floor(amount / 100) * 100 + ending
  const near = [at - 100, at, at + 100].filter((one) => one > 0)
  const distance = (one: number) => Math.abs(one - amount)
  return near.reduce((best, one) => (distance(one) < distance(best) ? one : best), near[0] ?? at)
}
