import type { Cart } from '@comptoir/contracts/carts/schemas'
import type { OrderLine } from '@comptoir/contracts/orders/schemas'

type Bought = Pick<OrderLine, 'sku' | 'title' | 'quantity'>

/** What an order had and the cart cannot have now: it is not for sale any more, or only so many are left. */
export type Lack = Pick<Bought, 'sku' | 'title'> &
  ({ readonly kind: 'gone' } | { readonly kind: 'short'; readonly left: number })

/** Each SKU once, with all that was bought of it. */
export function wantedOf(lines: readonly Bought[]): { sku: string; quantity: number }[] {
  const wanted = new Map<string, number>()
  for (const { sku, quantity } of lines) wanted.set(sku, (wanted.get(sku) ?? 0) + quantity)
  return [...wanted].map(([sku, quantity]) => ({ sku, quantity }))
}

/** What a click asks for: what failed before, else all of it. */
export function remainingOf(
  lines: readonly Bought[],
  failed: readonly string[],
): { sku: string; quantity: number }[] {
  const wanted = wantedOf(lines)
  return failed.length === 0 ? wanted : wanted.filter(({ sku }) => failed.includes(sku))
}

/** What of the lines is missing in a cart that they were added to; `refused` are those that it did not take. */
export function lacksOf(
  lines: readonly Bought[],
  refused: readonly string[],
  cart: Pick<Cart, 'lines'> | null,
): Lack[] {
  const bought = new Map(lines.map((line) => [line.sku, line]))
  return [...bought.values()].flatMap(({ sku, title }): Lack[] => {
    const line = cart?.lines.find((one) => one.sku === sku)
    const isGone = !line || line.problem !== undefined || line.flags.includes('unavailable')
    if (refused.includes(sku) || isGone) return [{ kind: 'gone', sku, title }]
    const { left, quantity } = line
    return left !== undefined && left < quantity ? [{ kind: 'short', sku, title, left }] : []
  })
}
