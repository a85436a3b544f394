import type { Mapping } from '../mapping.ts'
import { readField, readList } from '../values/field-value.ts'
import type { Draft, PictureRef } from './draft.ts'
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

/** The pictures that the lines of a product name, in their order, each once. */
function picturesOf(lines: readonly GroupLine[], { images }: Mapping): PictureRef[] {
  if (!images) return []
  const found = lines.flatMap(({ row }, at) => {
    const position = Number((images.position && readField(images.position, row)) ?? Number.NaN)
    const alt = images.alt && readField(images.alt, row)?.slice(0, 300)
    const place = Number.isFinite(position) ? position : at + 1
    const picture = (ref: string) => ({ ref, ...(alt !== undefined && { alt }) })
    return readList(images.list, row).map((ref) => ({ picture: picture(ref), place }))
  })
  const ordered = found.toSorted((a, b) => a.place - b.place).map(({ picture }) => picture)
  return [...Map.groupBy(ordered, ({ ref }) => ref).values()].flatMap((same) => same.slice(0, 1))
}
