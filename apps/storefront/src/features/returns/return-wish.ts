import type { NewReturn, ReturnPolicy } from '@comptoir/contracts/orders/return-schemas'

type Reason = NewReturn['lines'][number]['reason']

/** What is chosen of one kind of goods; a quantity of 0: it is kept. */
export type LineWish = {
  readonly quantity: number
  /** Empty: none is given. */
  readonly reason: Reason | ''
  /** The variant to have instead of the money; empty: the money. */
  readonly exchangeFor: string
  readonly note: string
}

export type ReturnWish = Readonly<Record<string, LineWish>>

export const nothingChosen: LineWish = { quantity: 0, reason: '', exchangeFor: '', note: '' }

/** No reason has to be given: to the shop it is a change of mind, which needs none. */
const unsaid: Reason = 'changed_mind'

type Goods = { readonly sku: string; readonly left: number }

/** What is chosen of some goods: no more than are left, which may be less than when it was chosen. */
export function wishOf(wish: ReturnWish, { sku, left }: Goods): LineWish {
  const chosen = wish[sku] ?? nothingChosen
  return { ...chosen, quantity: Math.min(chosen.quantity, left) }
}

type Changed = {
  readonly reason: LineWish['reason']
  readonly sku: string
  readonly reasons: ReturnPolicy['reasons']
}

/** Whether a reason says that the shop is at fault. */
export const isFaultOfShop = (reasons: ReturnPolicy['reasons'], reason: LineWish['reason']) =>
  reasons.some(({ code, shopFault }) => code === reason && shopFault)

/** The wish with another reason: the same goods once more are offered only where the shop is at fault. */
export function wishFor(wish: LineWish, { reason, sku, reasons }: Changed): LineWish {
  const isFault = isFaultOfShop(reasons, reason)
  const isSame = wish.exchangeFor === sku
  return { ...wish, reason, exchangeFor: isSame && !isFault ? '' : wish.exchangeFor }
}

/** What is asked for of the goods there are: nothing that is kept, and nothing that was left empty. */
export function linesOf(wish: ReturnWish, goods: readonly Goods[]): NewReturn['lines'] {
  return goods.flatMap((one) => {
    const { sku } = one
    const { quantity, exchangeFor, note, ...said } = wishOf(wish, one)
    if (quantity < 1) return []
    const reason = said.reason || unsaid
    const text = note.trim()
    return [
      { sku, quantity, reason, ...(exchangeFor && { exchangeFor }), ...(text && { note: text }) },
    ]
  })
}

/** What the customer pays for the way back: nothing where every reason is at the shop's cost. */
export function labelPriceOf(
  policy: Pick<ReturnPolicy, 'reasons' | 'labelPrice'>,
  lines: readonly { readonly reason: string }[],
): ReturnPolicy['labelPrice'] {
  const isFree = lines.every(({ reason }) =>
    policy.reasons.some(({ code, labelPaidBy }) => code === reason && labelPaidBy === 'shop'),
  )
  return isFree ? { ...policy.labelPrice, amount: 0 } : policy.labelPrice
}
