import type { ProductImage } from '@comptoir/contracts/catalog/schemas'

/** A list with one of its things at another place; the same list when there is no such place. */
export function movedTo<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const one = list[from]
  if (one === undefined || from === to || to < 0 || to >= list.length) return list
  const rest = list.filter((_, n) => n !== from)
  return [...rest.slice(0, to), one, ...rest.slice(to)]
}

type Images = readonly ProductImage[]
export type Arranged = { readonly from: Images; readonly to: Images }

/**
 * The pictures that there are now with what somebody changed of those that were shown: what was added meanwhile stays, at the end, what
 * is gone stays gone, and words and order are those of now where they were not changed.
 */
export function arrangedNow(now: Images, { from, to }: Arranged): Images {
  const paths = (list: Images) => list.map(({ path }) => path)
  const gone = new Set(paths(from).filter((path) => !paths(to).includes(path)))
  const changed = new Map(
    to.flatMap((image) => {
      const before = from.find(({ path }) => path === image.path)
      return before && isSameAlt(before, image) ? [] : [[image.path, image] as const]
    }),
  )
  const kept = now
    .filter(({ path }) => !gone.has(path))
    .map((image) => ({ ...image, alt: changed.get(image.path)?.alt ?? image.alt }))
  const order = paths(to)
  const isMoved = paths(from)
    .filter((path) => !gone.has(path))
    .some((path, n) => path !== order[n])
  if (!isMoved) return kept
  const shown = order.flatMap((path) => kept.filter((image) => image.path === path))
  return [...shown, ...kept.filter(({ path }) => !order.includes(path))]
}

const isSameAlt = ({ alt: one }: ProductImage, { alt: other }: ProductImage) =>
  one?.fr === other?.fr && one?.en === other?.en
