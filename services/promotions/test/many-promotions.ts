import type { PromotableCart } from '@comptoir/contracts/promotions/internal-routes'
import { PromotionInput } from '@comptoir/contracts/promotions/promotion'
import { createPromotionMemory } from '../src/memory/promotion-memory.ts'
import { draftPromotion, publishPromotion } from '../src/promotion/promotion.ts'

const eur = (amount: number) => ({ amount, currency: 'EUR' })

/** Lines by category, by fifty SKUs of four hundred, or by brand. */
function selectionOf(n: number) {
  const skus = Array.from({ length: 50 }, (_, at) => `SKU-${(n + at * 7) % 400}`)
  const selections = [{ categoryIds: [`cat_${n % 50}`] }, { skus }, { brands: [`brand_${n % 20}`] }]
  return selections[n % selections.length]
}

function benefitOf(n: number) {
  const lines = selectionOf(n)
  const target = { kind: 'lines', lines }
  const tiers = [
    { quantity: 3, bps: 200 },
    { quantity: 10, bps: 500 },
  ]
  const benefits = [
    { kind: 'percentage', target, bps: 100 + (n % 900) },
    { kind: 'fixed', target, amount: eur(50 + (n % 100)) },
    { kind: 'percentage', target: { kind: 'order' }, bps: 50 },
    { kind: 'buy_x_get_y', lines, buy: 2, get: 1 },
    { kind: 'tiers', lines, tiers },
    { kind: 'fixed_price', lines, price: eur(900) },
    { kind: 'fixed', target: { kind: 'shipping' }, amount: eur(10) },
  ]
  return benefits[n % benefits.length]
}

const combinations = ['levels', 'all', 'none']

/** The memory of a replica with promotions of every kind, all active and without a code. */
export function memoryOf(count: number, at: string) {
  const memory = createPromotionMemory()
  for (let n = 0; n < count; n++) {
    const input = PromotionInput.parse({
      ...{ name: { en: `Promotion ${n}` }, activation: 'automatic', benefit: benefitOf(n) },
      ...{ combination: combinations[n % combinations.length], priority: n % 10 },
      criteria: n % 4 === 0 ? { minimumSubtotal: eur(1_000) } : {},
    })
    const data = publishPromotion(draftPromotion(input, at), at)
    memory.put({ id: `promo_${n}`, version: 1, data })
  }
  return memory
}

/** A cart of many lines, in the categories and of the brands of those promotions. */
export const largeCart = (lines: number): PromotableCart => ({
  ...{ currency: 'EUR', shipping: eur(590), codes: [] },
  lines: Array.from({ length: lines }, (_, n) => ({
    ...{ sku: `SKU-${n * 4}`, productId: `prd_${n}`, brand: `brand_${n % 20}` },
    categoryIds: [`cat_${n % 50}`, `cat_${n % 7}`, 'all'],
    ...{ quantity: 1 + (n % 6), unitPrice: eur(500 + n * 37) },
  })),
})
