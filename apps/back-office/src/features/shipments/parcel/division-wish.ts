import type { ParcelDivision, Shipment } from '@comptoir/contracts/shipping/schemas'

type ShownParcel = Shipment['parcels'][number]
export const divisionWays = ['hand', 'weight', 'stock'] as const
export type DivisionWay = (typeof divisionWays)[number]

/** A parcel as it is filled by hand: pieces by SKU. */
export type Filling = { readonly pieces: Readonly<Record<string, number>>; readonly hold: boolean }

/** How everything that is here is to be divided, as it is typed. */
export type DivisionWish = {
  readonly by: DivisionWay
  readonly parcels: readonly Filling[]
  readonly maxGrams: string
  /** Pieces that are here, by SKU. */
  readonly available: Readonly<Record<string, number>>
}

export const isHere = ({ status = 'pending' }: ShownParcel): boolean =>
  status === 'pending' || status === 'label_created'

const piecesOf = ({ lines }: Pick<ShownParcel, 'lines'>) => {
  const pieces: Record<string, number> = {}
  for (const { sku, quantity } of lines) pieces[sku] = (pieces[sku] ?? 0) + quantity
  return pieces
}

/** All pieces that are here, by SKU. */
export function piecesHere(parcels: readonly ShownParcel[]): Readonly<Record<string, number>> {
  return piecesOf({ lines: parcels.filter(isHere).flatMap(({ lines }) => lines) })
}

/** As it is divided now. */
export function startOfDivision(parcels: readonly ShownParcel[]): DivisionWish {
  const here = parcels.filter(isHere)
  return {
    ...{ by: 'hand', maxGrams: '10000', available: piecesHere(parcels) },
    parcels: here.map((parcel) => ({ pieces: piecesOf(parcel), hold: Boolean(parcel.heldAt) })),
  }
}

/** The parcels with another count of a SKU in one of them. */
export const withPieces = (
  parcels: readonly Filling[],
  index: number,
  sku: string,
  count: number,
): readonly Filling[] =>
  parcels.map((parcel, at) =>
    at === index ? { ...parcel, pieces: { ...parcel.pieces, [sku]: count } } : parcel,
  )

/** How many of a SKU are in no parcel yet; less than none when there are too many. */
export function leftOf(sku: string, all: number, parcels: readonly Filling[]): number {
  return parcels.reduce((left, { pieces }) => left - (pieces[sku] ?? 0), all)
}

const linesOf = (pieces: Readonly<Record<string, number>>) =>
  Object.entries(pieces).flatMap(([sku, quantity]) => (quantity > 0 ? [{ sku, quantity }] : []))

/** What is sent; nothing while it is not whole. */
export function divisionBody(
  wish: DivisionWish,
  here: Readonly<Record<string, number>>,
): ParcelDivision | undefined {
  if (wish.by === 'weight') {
    const maxGrams = Number(wish.maxGrams)
    const isWeight = Number.isInteger(maxGrams) && maxGrams >= 100 && maxGrams <= 30_000
    return isWeight ? { by: 'weight', maxGrams } : undefined
  }
  if (wish.by === 'stock') {
    const available = linesOf(wish.available)
    return available.length > 0 ? { by: 'stock', available } : undefined
  }
  const isWhole = Object.entries(here).every(([sku, all]) => leftOf(sku, all, wish.parcels) === 0)
  const parcels = wish.parcels.map(({ pieces, hold }) => ({ lines: linesOf(pieces), hold }))
  if (!isWhole || parcels.some(({ lines }) => lines.length === 0)) return undefined
  return { by: 'hand', parcels }
}
