export type Packable = {
  readonly sku: string
  readonly quantity: number
  readonly weightGrams: number
  /** Who sells it; the shop itself where there is none. */
  readonly vendorId?: string | undefined
}
/** Which parcel of how many a label says, of those that travel: `2 / 3`. */
export function placeOf(
  parcels: readonly { readonly cancelledAt?: string | undefined }[],
  index: number,
): string {
  const live = parcels.filter(({ cancelledAt }) => !cancelledAt)
  const parcel = parcels[index]
  return `${parcel ? live.indexOf(parcel) + 1 : 0} / ${live.length}`
}

export type Packed = { weightGrams: number; lines: { sku: string; quantity: number }[] }

/**
 * Splits lines over parcels of at most `maxGrams`, heaviest units first, each in the first parcel with room. A unit that is heavier
 * than that travels alone. What two vendors sell is never in one parcel.
 */
export function packParcels(lines: readonly Packable[], maxGrams: number): Packed[] {
  const byVendor = Map.groupBy(lines, ({ vendorId }) => vendorId)
  return [...byVendor.values()].flatMap((own) => packOfOne(own, maxGrams))
}

function packOfOne(lines: readonly Packable[], maxGrams: number): Packed[] {
  const parcels: Packed[] = []
  for (const line of lines.toSorted((a, b) => b.weightGrams - a.weightGrams)) {
    let left = line.quantity
    for (const parcel of parcels) left -= fill(parcel, line, { left, maxGrams })
    while (left > 0) {
      const parcel: Packed = { weightGrams: 0, lines: [] }
      parcels.push(parcel)
      left -= fill(parcel, line, { left, maxGrams })
    }
  }
  return parcels
}

type Room = { readonly left: number; readonly maxGrams: number }

/** Puts as many units as have room, at least one in an empty parcel; gives how many. */
function fill(parcel: Packed, { sku, weightGrams }: Packable, { left, maxGrams }: Room): number {
  const room = Math.max(0, maxGrams - parcel.weightGrams)
  const weightless = weightGrams === 0 && parcel.weightGrams <= maxGrams
  const fitting = weightless ? left : Math.floor(room / Math.max(1, weightGrams))
  const atLeast = parcel.lines.length === 0 ? 1 : 0
  const quantity = Math.min(left, Math.max(atLeast, fitting))
  if (quantity === 0) return 0
  parcel.weightGrams += quantity * weightGrams
  parcel.lines.push({ sku, quantity })
  return quantity
}
