import type { LocalizedText, Money } from '@comptoir/contracts/common'
import type { Discount, NotApplied } from '@comptoir/contracts/promotions/schemas'
import { type Combined, canJoin, join, noneCombined } from './combining.ts'
import { amountUnmet, unmetOf } from './criteria.ts'
import { type OpenLine, reductionsOf, shippingReduction } from './reductions.ts'
import { eligibleLines, indexLines, type LineIndex } from './selection.ts'
import { type CartSnapshot, levelOf, levels, type Offer } from './snapshot.ts'

/** What promotions do to a cart. */
export type Evaluation = {
  /** In the order of the cart, each line's discounts in the order in which they were taken off; others are left out. */
  readonly lines: readonly { readonly sku: string; readonly discounts: Discount[] }[]
  readonly shipping: readonly Discount[]
  readonly applied: readonly Applied[]
  /** Offers that were asked for by a code, or could apply, and do not. */
  readonly notApplied: readonly { readonly offer: Offer; readonly reason: NotApplied }[]
}

export type Applied = {
  readonly promotionId: string
  readonly name: LocalizedText
  readonly code?: string | undefined
  readonly amount: Money
}

/** A line with what was taken off it so far. */
type CourseLine = OpenLine & { readonly discounts: Discount[] }

/** What is left of a cart while offers are applied one after the other. */
type Course = {
  readonly index: LineIndex<CourseLine>
  readonly shipping: Discount[]
  readonly applied: Applied[]
  readonly combined: Combined
  shippingLeft: number | undefined
}

type Cut = {
  readonly lines: readonly { readonly line: CourseLine; readonly amount: number }[]
  readonly shipping: number
}

/**
 * Applies offers to a cart. Reductions of lines come first, then those of the order, then those of the shipping; within a
 * level by priority, then by id. Each is taken off what the ones before it left, so that nothing falls below zero. An offer
 * that does not combine with one before it is left out. The same cart, offers and time give the same answer.
 */
export function evaluate(cart: CartSnapshot, offers: readonly Offer[]): Evaluation {
  const course = begin(cart)
  const notApplied: { offer: Offer; reason: NotApplied }[] = []
  for (const offer of inOrder(offers)) {
    const cut = withinBudget(cutOf(offer, course, cart), offer, cart.currency)
    if (typeof cut === 'string') notApplied.push({ offer, reason: cut })
    else take(course, offer, { cut, currency: cart.currency })
  }
  const lines = course.index.lines.filter(({ discounts }) => discounts.length > 0)
  return {
    lines: lines.map(({ sku, discounts }) => ({ sku, discounts })),
    shipping: course.shipping,
    applied: course.applied,
    notApplied,
  }
}

const begin = ({ lines, shipping }: CartSnapshot): Course => ({
  index: indexLines(
    lines.map((line) => ({
      ...line,
      left: line.unitPrice.amount * line.quantity,
      discounts: [],
    })),
  ),
  ...{ shippingLeft: shipping?.amount, shipping: [], applied: [], combined: noneCombined() },
})

function inOrder(offers: readonly Offer[]): Offer[] {
  const ranked = offers.map((offer) => ({ offer, rank: levels.indexOf(levelOf(offer.benefit)) }))
  ranked.sort(
    (a, b) =>
      a.rank - b.rank ||
      a.offer.priority - b.offer.priority ||
      (a.offer.promotionId < b.offer.promotionId ? -1 : 1),
  )
  return ranked.map(({ offer }) => offer)
}

/** What an offer takes off what is left, or why it takes nothing. */
function cutOf(offer: Offer, course: Course, cart: CartSnapshot): Cut | NotApplied {
  const unmet = unmetOf(offer, cart)
  if (unmet) return unmet
  const { combination, code } = offer
  const level = levelOf(offer.benefit)
  const isJoining = canJoin(course.combined, { combination, level })
  // nobody asks why one without a code does not apply: no need to look at its lines
  if (!isJoining && code === undefined) return 'not_combinable'
  const eligible = eligibleLines(offer.benefit, course.index)
  const reason = amountUnmet(offer, eligible, cart.currency)
  if (reason) return reason
  if (!isJoining) return 'not_combinable'
  if (level === 'shipping') return shippingCut(offer, course)
  return linesCut(offer, eligible)
}

function linesCut({ benefit }: Offer, eligible: readonly CourseLine[]): Cut | NotApplied {
  const amounts = reductionsOf(benefit, eligible)
  const lines: { line: CourseLine; amount: number }[] = []
  for (const [at, line] of eligible.entries()) {
    const amount = amounts[at] ?? 0
    if (amount > 0) lines.push({ line, amount })
  }
  return lines.length > 0 ? { lines, shipping: 0 } : 'nothing_eligible'
}

/** What an order would be refused for once it is placed. */
function withinBudget(cut: Cut | NotApplied, offer: Offer, currency: string): Cut | NotApplied {
  const { budgetLeft } = offer
  if (typeof cut === 'string' || !budgetLeft) return cut
  if (budgetLeft.currency !== currency) return 'currency'
  return totalOf(cut) > budgetLeft.amount ? 'budget_spent' : cut
}

const totalOf = ({ lines, shipping }: Cut): number =>
  lines.reduce((sum, { amount }) => sum + amount, shipping)

function shippingCut({ benefit }: Offer, { shippingLeft }: Course): Cut | NotApplied {
  // a cart whose shipping is not known yet: it applies, and takes off something later
  if (shippingLeft === undefined) return { lines: [], shipping: 0 }
  if (shippingLeft === 0) return 'no_shipping'
  const shipping = shippingReduction(benefit, shippingLeft)
  return shipping > 0 ? { lines: [], shipping } : 'no_shipping'
}

/** Takes off what an offer reduces, and writes it down. */
function take(course: Course, offer: Offer, given: { cut: Cut; currency: string }): void {
  const { promotionId, name, code, combination } = offer
  const { cut, currency } = given
  for (const { line, amount } of cut.lines) {
    line.left -= amount
    line.discounts.push({ promotionId, amount: { amount, currency } })
  }
  if (cut.shipping > 0 && course.shippingLeft !== undefined) {
    course.shippingLeft -= cut.shipping
    course.shipping.push({ promotionId, amount: { amount: cut.shipping, currency } })
  }
  const said = { promotionId, name, ...(code !== undefined && { code }) }
  course.applied.push({ ...said, amount: { amount: totalOf(cut), currency } })
  join(course.combined, { combination, level: levelOf(offer.benefit) })
}
