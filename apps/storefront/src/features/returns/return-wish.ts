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

export const wishOf = (wish: ReturnWish, sku: string): LineWish => wish[sku] ?? nothingChosen

/** What is asked for: nothing that is kept, and nothing that was left empty. */
export function linesOf(wish: ReturnWish): NewReturn['lines'] {
  return Object.entries(wish).flatMap(([sku, { quantity, exchangeFor, note, ...said }]) => {
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
