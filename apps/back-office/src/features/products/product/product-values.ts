import type {
  ProductInput,
  ProductOption,
  ProductView,
  ProductVisibility,
} from '@comptoir/contracts/catalog/schemas'
import { lookUp } from '@comptoir/contracts/look-up'
import type { Localized } from '@comptoir/site/localized'
import { hasText } from '../../../ui/fields/localized-text.ts'
import { localTime, momentOf } from '../../../ui/fields/shop-time.ts'
import { attributeValueOf } from '../bulk/change-wish.ts'
import { newRow, rowOf, type VariantRow, variantOf } from '../variants/variant-row.ts'
import { noSafety, type SafetyValues, safetyOf, safetyValues } from './safety-values.ts'

export type AttributeRow = { readonly name: string; readonly value: string }

/** A product as a form has it: every field there, empty where nothing is. */
export type ProductValues = {
  readonly title: Localized
  readonly description: Localized
  readonly brand: string
  readonly slug: string
  readonly visibility: ProductVisibility
  readonly taxClass: string
  readonly withdrawalExclusion: string
  /** On the shop's clocks. */
  readonly publishAt: string
  readonly externalId: string
  readonly vendorId: string
  readonly categoryIds: readonly string[]
  readonly attributes: readonly AttributeRow[]
  readonly options: readonly ProductOption[]
  readonly variants: readonly VariantRow[]
  readonly seo: { readonly title: Localized; readonly description: Localized }
  readonly safety: SafetyValues
}

export const newProduct: ProductValues = {
  ...{ title: {}, description: {}, brand: '', slug: '', visibility: 'listed' },
  ...{ taxClass: 'standard', withdrawalExclusion: '', publishAt: '', externalId: '', vendorId: '' },
  ...{ categoryIds: [], attributes: [], options: [], variants: [newRow('first')] },
  ...{ seo: { title: {}, description: {} }, safety: noSafety },
}

/** What a form begins with for a product. */
export function productValues(product: ProductView): ProductValues {
  const { title, description = {}, brand = '', slug, visibility, taxClass, seo } = product
  const { withdrawalExclusion = '', publishAt, externalId = '', vendorId = '' } = product
  return {
    ...{ title, description, brand, slug, visibility, taxClass, withdrawalExclusion },
    publishAt: publishAt === undefined ? '' : localTime(publishAt),
    ...{ externalId, vendorId, categoryIds: product.categoryIds, options: product.options },
    attributes: Object.entries(product.attributes).map(([name, value]) => ({
      name,
      value: String(value),
    })),
    variants: product.variants.map(rowOf),
    seo: { title: seo?.title ?? {}, description: seo?.description ?? {} },
    safety: safetyValues(product.safety),
  }
}

const textOr = (text: Localized) => (hasText(text) ? { ...text } : undefined)

type Attributes = ProductView['attributes']
type Stored = Partial<Pick<ProductView, 'attributes' | 'publishAt'>>

/**
 * A product as it is sent. Whose it is and how other systems call it is for staff to say; `stored` is what it has: attributes keep their
 * kind where their text is the same, and so does the moment it goes on sale its seconds.
 */
export function productOf(
  values: ProductValues,
  isStaff: boolean,
  stored: Stored = {},
): ProductInput {
  const { title, description, brand, slug, visibility, taxClass, publishAt } = values
  const { withdrawalExclusion, externalId, vendorId } = values
  return {
    ...{ title: { ...title }, visibility, taxClass },
    ...(slug.trim() !== '' && { slug: slug.trim() }),
    description: textOr(description),
    brand: brand.trim() || undefined,
    withdrawalExclusion: (withdrawalExclusion || null) as ProductInput['withdrawalExclusion'],
    publishAt: publishAt === '' ? null : momentOf(publishAt, stored.publishAt),
    ...(isStaff && { vendorId: vendorId.trim() || null }),
    ...(isStaff && externalId.trim() !== '' && { externalId: externalId.trim() }),
    categoryIds: [...values.categoryIds],
    attributes: attributesOf(values.attributes, stored.attributes),
    options: values.options.map(({ name, values: known }) => ({ name, values: [...known] })),
    variants: values.variants.map(variantOf),
    seo: seoOf(values.seo),
    safety: safetyOf(values.safety),
  }
}

function attributesOf(
  rows: readonly AttributeRow[],
  known: Attributes = {},
): ProductInput['attributes'] {
  const named = rows.filter(({ name }) => name.trim() !== '')
  return Object.fromEntries(
    named.map(({ name, value }) => {
      const before = lookUp(known, name.trim())
      const isSame = before !== undefined && String(before) === value
      return [name.trim(), isSame ? before : attributeValueOf(value)]
    }),
  )
}

function seoOf({ title, description }: ProductValues['seo']): ProductInput['seo'] {
  if (!hasText(title) && !hasText(description)) return null
  return { title: textOr(title), description: textOr(description) }
}

/** The field of the form for a path of a refusal. */
export function fieldOfProduct(path: string): string {
  if (path === 'sku') return 'variants'
  return path.replace(/^safety\.responsiblePerson/, 'safety.responsible')
}
