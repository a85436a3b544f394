import type { CartDiscounts, PromotableCart } from '@comptoir/contracts/promotions/internal-routes'
import type { NotApplied, RejectedCode } from '@comptoir/contracts/promotions/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Deps } from './deps.ts'
import { evaluate } from './evaluation/evaluate.ts'
import { reasonInWords } from './evaluation/reasons.ts'
import type { Offer, SnapshotCustomer } from './evaluation/snapshot.ts'
import type { Promotion } from './promotion/promotion.ts'
import { withReachedLimits } from './redemption/reached-limits.ts'

type DiscountDeps = Pick<
  Deps,
  'promotionMemory' | 'findByCode' | 'guesses' | 'hasOrdered' | 'redemptions' | 'clock'
>

/** What promotions take off a cart at this moment: those without a code, and those whose codes are given. */
export async function discountCart(
  deps: DiscountDeps,
  cart: PromotableCart,
): Promise<CartDiscounts> {
  const at = deps.clock()
  const automatic = deps.promotionMemory.automaticAt(at.toISOString()).map((one) => offerOf(one))
  const { offers: asked, rejected } = await offersOfCodes(deps, cart)
  const offers = await withReachedLimits(deps, [...automatic, ...asked], cart.customer?.userId)
  const customer = await customerOf(deps, cart.customer, offers)
  const { lines, shipping, applied, notApplied } = evaluate({ ...cart, customer, at }, offers)
  const why = notApplied.flatMap(({ offer, reason }) =>
    offer.code === undefined ? [] : [rejectedCode(offer.code, reason, offer)],
  )
  const codes = [...new Set(cart.codes)]
  const inOrder = [...rejected, ...why].toSorted(
    (a, b) => codes.indexOf(a.code) - codes.indexOf(b.code),
  )
  return { lines: [...lines], shipping: [...shipping], applied: [...applied], rejected: inOrder }
}

/**
 * The offers that codes stand for; of two codes for one promotion the first counts. Codes that nobody has count as guesses of
 * the shopper who has just typed one.
 */
async function offersOfCodes({ findByCode, guesses }: DiscountDeps, cart: PromotableCart) {
  const codes = [...new Set(cart.codes)]
  if (cart.attempt) await guesses.take(cart.attempt, codes.length)
  const documents = await Promise.all(codes.map((code) => findByCode(code)))
  const known = documents.filter((document) => document !== undefined)
  if (cart.attempt) await guesses.giveBack(cart.attempt, known.length)
  const offers = new Map<string, Offer>()
  const rejected: RejectedCode[] = []
  for (const [n, code] of codes.entries()) {
    const document = documents[n]
    if (!document) {
      rejected.push(rejectedCode(code, 'unknown_code'))
    } else if (offers.has(document.id)) {
      rejected.push(rejectedCode(code, 'not_combinable'))
    } else {
      offers.set(document.id, offerOf(document, code))
    }
  }
  return { offers: [...offers.values()], rejected }
}

export function offerOf({ id, data }: Document<Promotion>, code?: string): Offer {
  const { name, benefit, criteria, combination, priority, window, status } = data
  const isPaused = status === 'paused'
  const terms = { name, benefit, criteria, combination, priority, window, isPaused }
  return { promotionId: id, ...terms, ...(code !== undefined && { code }) }
}

/** The customer, with a look at their orders only where a promotion asks for a first one. */
async function customerOf(
  { hasOrdered }: DiscountDeps,
  customer: PromotableCart['customer'],
  offers: readonly Offer[],
): Promise<SnapshotCustomer | undefined> {
  if (!customer) return undefined
  const isAsked = offers.some(({ criteria }) => criteria.firstOrder)
  return { ...customer, hasOrdered: isAsked && (await hasOrdered(customer)) }
}

const rejectedCode = (code: string, reason: NotApplied, offer?: Offer): RejectedCode => ({
  ...{ code, reason, message: reasonInWords(reason, offer) },
})
