import { readFileSync } from 'node:fs'
import { EconomicOperator } from '@comptoir/contracts/catalog/presentation'
import { parse } from 'yaml'
import { z } from 'zod'

const Texts = z.strictObject({ fr: z.string(), en: z.string() })

export const DemoProduct = z.strictObject({
  key: z.string(),
  categories: z.array(z.string()).min(1),
  brand: z.string(),
  taxClass: z.string().default('standard'),
  title: Texts,
  description: Texts,
  attributes: z.record(z.string(), z.union([z.string(), z.boolean()])),
  variants: z
    .array(
      z.strictObject({
        sku: z.string(),
        price: z.int(),
        weight: z.int(),
        stock: z.int(),
        name: Texts.optional(),
        options: z.record(z.string(), z.string()).default({}),
      }),
    )
    .min(1),
})
export type DemoProduct = z.infer<typeof DemoProduct>

const DemoShop = z.strictObject({
  categories: z.array(
    z.strictObject({
      slug: z.string(),
      /** The product whose drawing stands for it. */
      picture: z.string(),
      under: z.string().optional(),
      name: Texts,
      description: Texts,
    }),
  ),
  makers: z.record(z.string(), EconomicOperator.omit({ name: true })),
  products: z.array(DemoProduct),
})
export type DemoShop = z.infer<typeof DemoShop>

const folder = new URL('../../demo-catalogue/', import.meta.url)

/** The demo catalogue of the repository. */
export function readDemoShop(): DemoShop {
  return DemoShop.parse(parse(readFileSync(new URL('products.yaml', folder), 'utf8')))
}

/** The drawing of a product. */
export function readPicture(key: string): string {
  return readFileSync(new URL(`pictures/${key}.svg`, folder), 'utf8')
}

/** The drawing from nearer: the part of it that its view `detail` names, in the same size. */
export function detailOf(drawing: string): string {
  const [, part] = /<view id="detail" viewBox="([^"]+)"/.exec(drawing) ?? []
  if (part === undefined) throw new Error('a drawing has no view "detail"')
  return drawing.replace(/viewBox="[^"]+"/, `viewBox="${part}"`)
}
