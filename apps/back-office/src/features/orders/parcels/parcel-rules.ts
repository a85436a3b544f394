import type { Shipment } from '@comptoir/contracts/shipping/schemas'

type Parcel = Shipment['parcels'][number]
type Facts = Pick<Parcel, 'heldAt' | 'cancelledAt' | 'handedOverAt' | 'label'>

/** It has not left, and may still. */
const isHere = ({ cancelledAt, handedOverAt }: Facts): boolean => !cancelledAt && !handedOverAt

export const canRelease = (parcel: Facts): boolean => isHere(parcel) && parcel.heldAt !== undefined

export const canReplaceLabel = (parcel: Facts): boolean =>
  isHere(parcel) && parcel.label !== undefined

export const canDivide = ({
  purpose,
  parcels,
}: {
  readonly purpose: Shipment['purpose']
  readonly parcels: readonly Facts[]
}): boolean => purpose !== 'return' && parcels.some(isHere)

type Wish = {
  readonly kind: 'weight' | 'stock'
  readonly maxGrams: string
  /** How many of each SKU are here. */
  readonly here: ReadonlyMap<string, number>
}

type Division =
  | { readonly by: 'weight'; readonly maxGrams: number }
  | { readonly by: 'stock'; readonly available: { sku: string; quantity: number }[] }

/** The body of the operation; nothing as long as the wish is not whole. */
export function divisionOf({ kind, maxGrams, here }: Wish): Division | undefined {
  if (kind === 'weight') {
    const grams = /^\d{3,5}$/.test(maxGrams.trim()) ? Number(maxGrams) : 0
    return grams >= 100 && grams <= 30_000 ? { by: 'weight', maxGrams: grams } : undefined
  }
  const available = [...here]
    .filter(([, quantity]) => quantity > 0)
    .map(([sku, quantity]) => ({ sku, quantity }))
  return available.length > 0 ? { by: 'stock', available } : undefined
}
