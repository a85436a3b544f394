import { readFileSync } from 'node:fs'
import { PromotionInput } from '@comptoir/contracts/promotions/promotion'
import { parse } from 'yaml'
import { z } from 'zod'
import { readAll } from '../shop/running-shop.ts'
import type { ShopApi } from '../shop/shop-api.ts'

const DemoPromotions = z.array(z.strictObject({ publish: z.boolean(), promotion: PromotionInput }))
type DemoPromotion = z.infer<typeof DemoPromotions>[number]

/** The promotions of the demo shop. */
export function readDemoPromotions(): DemoPromotion[] {
  const file = new URL('../../demo-catalogue/promotions.yaml', import.meta.url)
  return DemoPromotions.parse(parse(readFileSync(file, 'utf8')))
}

type Listed = { readonly promotionId: string; readonly name: unknown; readonly status: string }

/** Creates the promotions of the demo shop; one of the same name stays as staff left it, archived too. */
export async function createPromotions(shop: ShopApi): Promise<void> {
  const listed = await readAll<Listed>(shop, '/api/promotions')
  const known = new Map(listed.map((one) => [nameOf(one.name), one]))
  for (const { publish, promotion } of readDemoPromotions()) {
    const found = known.get(nameOf(promotion.name))
    const { promotionId, status } = found ?? (await create(shop, promotion))
    // a draft: created just now, or before a crash
    if (publish && status === 'draft') await shop(`POST /api/promotions/${promotionId}/publish`)
  }
}

async function create(shop: ShopApi, body: PromotionInput): Promise<Listed> {
  return (await shop<Listed>('POST /api/promotions', { body })).body
}

const nameOf = (name: unknown) => JSON.stringify(name)
