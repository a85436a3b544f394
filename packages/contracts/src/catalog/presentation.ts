import { z } from '@hono/zod-openapi'
import { requiredText, schema } from '../schema.ts'

const shortText = (longest: number) =>
  z
    .object({
      fr: z.string().trim().max(longest).optional(),
      en: z.string().trim().max(longest).optional(),
    })
    .refine((text) => text.fr !== undefined || text.en !== undefined, 'one of fr, en is required')

/** What search engines and shared links show of a page; left out, a front takes name and description. */
export const Seo = schema('Seo', {
  title: shortText(120).optional(),
  description: shortText(320).optional(),
})
export type Seo = z.infer<typeof Seo>

/** Who answers for a product: a name, and addresses by which a consumer reaches them. */
export const EconomicOperator = schema('EconomicOperator', {
  name: requiredText(200),
  postalAddress: requiredText(400),
  /** An email address, or a page with a form. */
  electronicAddress: z.union([z.email().max(200), z.url({ protocol: /^https?$/ }).max(400)]),
})
export type EconomicOperator = z.infer<typeof EconomicOperator>

/** What an offer at a distance says of a product's safety (Regulation (EU) 2023/988, article 19). */
export const ProductSafety = schema('ProductSafety', {
  manufacturer: EconomicOperator,
  /** In the Union, when the manufacturer is elsewhere (article 16). */
  responsiblePerson: EconomicOperator.optional(),
  /** Warnings and safety information, as on the product. */
  warnings: shortText(4_000).optional(),
})
export type ProductSafety = z.infer<typeof ProductSafety>
