import type { InspectedLine, Return } from '@comptoir/contracts/orders/return-schemas'

/** What becomes of the pieces of a line that arrived, as it is typed. */
export type LineWish = {
  readonly sku: string
  readonly arrived: number
  readonly restock: number
  readonly scrap: number
  readonly refuse: number
  readonly refusedAs: NonNullable<InspectedLine['refusedAs']>
  readonly note: string
}

/** Everything that arrived goes back on sale, until somebody says otherwise. */
export function startOfInspection({ receipt }: Pick<Return, 'receipt'>): readonly LineWish[] {
  return (receipt?.lines ?? [])
    .filter(({ quantity }) => quantity > 0)
    .map(({ sku, quantity }) => ({
      ...{ sku, arrived: quantity, restock: quantity, scrap: 0, refuse: 0 },
      ...{ refusedAs: 'other', note: '' },
    }))
}

/** The lines with one of them changed. */
export const withLine = (
  wishes: readonly LineWish[],
  sku: string,
  change: Partial<LineWish>,
): readonly LineWish[] => wishes.map((wish) => (wish.sku === sku ? { ...wish, ...change } : wish))

/** Pieces of a line that nothing is said of yet; less than none when too many are decided. */
export const undecidedOf = ({ arrived, restock, scrap, refuse }: LineWish): number =>
  arrived - restock - scrap - refuse

/** How many pieces in all become what. */
export function inspectionSum(wishes: readonly LineWish[]) {
  const sum = (part: 'restock' | 'scrap' | 'refuse') =>
    wishes.reduce((all, wish) => all + wish[part], 0)
  return { restock: sum('restock'), scrap: sum('scrap'), refuse: sum('refuse') }
}

/** What is sent; nothing until each piece is decided. */
export function inspectionLines(wishes: readonly LineWish[]): InspectedLine[] | undefined {
  if (wishes.length === 0 || wishes.some((wish) => undecidedOf(wish) !== 0)) return undefined
  return wishes.map(({ sku, restock, scrap, refuse, refusedAs, note }) => ({
    ...{ sku, restock, scrap, refuse },
    ...(refuse > 0 && { refusedAs }),
    ...(note.trim() !== '' && { note: note.trim() }),
  }))
}
