import type { Benefit, LineSelection } from '@comptoir/contracts/promotions/schemas'
import type { SnapshotLine } from './snapshot.ts'

/** The lines of a cart by what promotions select them by, so that an offer for one brand looks at that brand's lines only. */
export type LineIndex<L> = {
  readonly lines: readonly L[]
  readonly positions: Readonly<Record<keyof LineSelection, ReadonlyMap<string, readonly number[]>>>
}

/** What a line is called in each kind of list. */
const namesOf: Readonly<Record<keyof LineSelection, (line: SnapshotLine) => readonly string[]>> = {
  skus: ({ sku }) => [sku],
  productIds: ({ productId }) => [productId],
  categoryIds: ({ categoryIds }) => categoryIds,
  brands: ({ brand }) => (brand === undefined ? [] : [brand]),
  vendorIds: ({ vendorId }) => (vendorId === undefined ? [] : [vendorId]),
}
const kinds = ['skus', 'productIds', 'vendorIds', 'brands', 'categoryIds'] as const

export function indexLines<L extends SnapshotLine>(lines: readonly L[]): LineIndex<L> {
  const by = (kind: keyof LineSelection) => {
    const positions = new Map<string, number[]>()
    for (const [at, line] of lines.entries()) {
      for (const name of new Set(namesOf[kind](line))) {
        const known = positions.get(name)
        if (known) known.push(at)
        else positions.set(name, [at])
      }
    }
    return positions
  }
  const [skus, productIds, categoryIds] = [by('skus'), by('productIds'), by('categoryIds')]
  const [brands, vendorIds] = [by('brands'), by('vendorIds')]
  return { lines, positions: { skus, productIds, categoryIds, brands, vendorIds } }
}

/** The lines that a benefit is for, in the order of the cart. */
export function eligibleLines<L extends SnapshotLine>(
  benefit: Benefit,
  index: LineIndex<L>,
): readonly L[] {
  const selection = selectionOf(benefit)
  const lists = kinds.flatMap((kind) => {
    const list = selection[kind]
    return list ? [{ kind, list }] : []
  })
  const [first, ...others] = lists
  if (!first) return index.lines
  const fitting = positionsIn(index, first).flatMap((at) => index.lines[at] ?? [])
  if (others.length === 0) return fitting
  return fitting.filter((line) =>
    others.every(({ kind, list }) => namesOf[kind](line).some((name) => setOf(list).has(name))),
  )
}

type List = { readonly kind: keyof LineSelection; readonly list: readonly string[] }

/** Where the lines of a list are, each once, in the order of the cart. */
function positionsIn<L>({ lines, positions }: LineIndex<L>, { kind, list }: List) {
  const known = positions[kind]
  const [only = ''] = list
  if (list.length === 1) return known.get(only) ?? []
  const found = new Set<number>()
  const fewer =
    list.length <= known.size ? list : [...known.keys()].filter((name) => setOf(list).has(name))
  for (const name of fewer) for (const at of known.get(name) ?? []) found.add(at)
  return lines.flatMap((_, at) => (found.has(at) ? at : []))
}

const sets = new WeakMap<readonly string[], ReadonlySet<string>>()

/** Lists of promotions stay in memory: their sets are made once. */
function setOf(list: readonly string[]): ReadonlySet<string> {
  const known = sets.get(list)
  if (known) return known
  const made = new Set(list)
  sets.set(list, made)
  return made
}

function selectionOf(benefit: Benefit): LineSelection {
  switch (benefit.kind) {
    case 'gift':
      return { skus: [benefit.sku] }
    case 'free_shipping':
      return {}
    case 'percentage':
    case 'fixed':
      return benefit.target.kind === 'lines' ? benefit.target.lines : {}
    default:
      return benefit.lines
  }
}
