import type { Mapping } from '../mapping.ts'
import { readField, readList } from '../values/field-value.ts'
import type { GroupLine } from './row-groups.ts'

/** A picture of a product: an address, or a file in the folder of pictures. */
export type PictureRef = { readonly ref: string; readonly alt?: string }

/** A product has at most so many. */
export const mostPictures = 50

/** The pictures that the lines of a product name, in their order, each once. */
export function picturesOf(lines: readonly GroupLine[], { images }: Mapping): PictureRef[] {
  if (!images) return []
  const found = lines.flatMap(({ row }, at) => {
    const position = Number((images.position && readField(images.position, row)) ?? Number.NaN)
    const alt = images.alt && readField(images.alt, row)?.slice(0, 300)
    return readList(images.list, row).map((ref) => ({
      ref,
      ...(alt !== undefined && { alt }),
      place: Number.isFinite(position) ? position : at + 1,
    }))
  })
  const seen = new Set<string>()
  return found
    .toSorted((a, b) => a.place - b.place)
    .filter(({ ref }) => !seen.has(ref) && seen.add(ref))
    .map(({ place: _, ...picture }) => picture)
}
