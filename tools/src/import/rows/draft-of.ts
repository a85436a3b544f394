import type { Mapping } from '../mapping.ts'
import type { Draft } from './draft.ts'
import { picturesOf } from './pictures-of.ts'
import { type Head, readFacts } from './product-head.ts'
import type { GroupLine } from './row-groups.ts'
import type { Variants } from './variants-of.ts'

type Parts = {
  readonly headLine: GroupLine
  readonly head: Head
  readonly lines: readonly GroupLine[]
  readonly variants: Variants
}

/** A product of what its lines say of it and of its variants. */
export function draftOf({ headLine, head, lines, variants }: Parts, mapping: Mapping): Draft {
  const { externalId, productId, categories, categorySlugs, ...product } = head
  const facts = readFacts(headLine.row, mapping, new Set(variants.options.map(({ name }) => name)))
  const pictures = picturesOf(lines, mapping)
  const known = new Set(pictures.map(({ ref }) => ref))
  const further = [...new Set(variants.pictureOf.values())].filter((ref) => !known.has(ref))
  const { options, variants: sold, levels, pictureOf, withheld } = variants
  const attributes = { ...facts, ...product.attributes }
  return {
    line: headLine.line,
    raw: headLine.raw,
    externalId,
    ...(productId !== undefined && { productId }),
    ...{ categories, categorySlugs, levels, pictureOf, withheld },
    product: { ...product, attributes, options, variants: sold },
    pictures: [...pictures, ...further.map((ref) => ({ ref }))],
  }
}
