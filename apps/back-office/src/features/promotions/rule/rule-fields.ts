/** Where a refusal of the service stands in the form, by what its path begins with; the first that fits. */
const places: readonly (readonly [path: string, field: string])[] = [
  ['benefit.amount', 'amount'],
  ['benefit.price', 'amount'],
  ['benefit.bps', 'percent'],
  ['benefit.buy', 'buy'],
  ['benefit.get', 'get'],
  ['benefit.tiers', 'tiers'],
  ['benefit.sku', 'sku'],
  ['benefit.quantity', 'giftQuantity'],
  ['benefit.lines', 'selection'],
  ['benefit.target', 'selection'],
  ['window.startsAt', 'period.from'],
  ['window.endsAt', 'period.to'],
]

/** The field of the form for a path of a refusal. */
export function fieldOf(path: string): string {
  const place = places.find(([start]) => path === start || path.startsWith(`${start}.`))
  if (place) return place[1]
  const [first = '', second] = path.split('.')
  const isNested = first === 'criteria' || first === 'limits'
  return isNested && second !== undefined ? second : path
}
