import { readFileSync } from 'node:fs'
import { NewPriceList, PriceListEntry } from '@comptoir/contracts/catalog/price-list-schemas'
import { parse } from 'yaml'
import { z } from 'zod'
import { type ShopApi, unless } from '../shop/shop-api.ts'

/** As the file writes them: categories by their slugs, in euros. */
const DemoPriceLists = z.array(
  z.strictObject({
    ...NewPriceList.omit({ currency: true, entries: true }).shape,
    entries: z.array(
      z.strictObject({
        ...PriceListEntry.omit({ categoryId: true }).shape,
        category: z.string().optional(),
      }),
    ),
  }),
)

/** The price lists of the demo shop. */
export function readDemoPriceLists(): z.infer<typeof DemoPriceLists> {
  const file = new URL('../../demo-catalogue/price-lists.yaml', import.meta.url)
  return DemoPriceLists.parse(parse(readFileSync(file, 'utf8')))
}

/** Creates the price lists of the demo shop; one that is there stays as it is. */
export async function createPriceLists(
  shop: ShopApi,
  categories: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { entries, ...list } of readDemoPriceLists()) {
    const body = {
      ...{ ...list, currency: 'EUR' },
      entries: entries.map(({ category, ...entry }) => ({
        ...entry,
        ...(category !== undefined && { categoryId: categories.get(category) }),
      })),
    }
    await shop('POST /api/price-lists', { body }).catch(unless('already_exists'))
  }
}
